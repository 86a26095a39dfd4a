import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: fileURLToPath(new URL('./', import.meta.url)) },
      // `server-only` throws outside a server bundle; its own "react-server" entry is this empty file
      {
        find: /^server-only$/,
        replacement: fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['tests/lib/**/*.test.ts', 'tests/interop/**/*.test.ts', 'tests/faults/*.test.ts'],
    env: { RUNS: process.env.RUNS ?? '0.005' }, // of what is tried in full at night
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } }, // what is waited for comes late on a crowded machine
    pool: 'forks',
    // a file's embedded database lives for seconds: compiling it for speed would cost more than it saves
    execArgv: ['--liftoff-only'],
    // what a file opens it closes; a process for each file would compile the embedded database a hundred times
    isolate: false,
    maxWorkers: 4, // on two cores: what one waits for, another uses
  },
})
