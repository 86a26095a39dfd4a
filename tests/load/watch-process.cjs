// Loaded into the server of the load suite by --require, and no part of the product: one line a second about the process, one JSON object each.
const { appendFileSync } = require('node:fs')
const { monitorEventLoopDelay } = require('node:perf_hooks')
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')
const { isMainThread } = require('node:worker_threads')

const file = process.env.WATCH_FILE
if (isMainThread && file) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const every = Number(process.env.WATCH_COLLECTS_EVERY)
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  let second = 0
  setInterval(() => {
    const late = { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }
    const { user, system } = process.cpuUsage()
    const line = { at: Date.now(), pid: process.pid, cpu: (user + system) / 1e6, late, ...process.memoryUsage() }
    // what is left when all that nobody needs is gone: between two collections heapUsed says little
    if (++second % every === 0) {
      collect()
      const { heapUsed, external, rss } = process.memoryUsage()
      line.kept = { heapUsed, external, rss }
    }
    appendFileSync(file, `${JSON.stringify(line)}\n`)
    delay.reset()
  }, 1_000).unref()
}
