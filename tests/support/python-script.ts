// A Python script as a person runs it in a terminal: what it prints, and Enter.
import { spawn } from 'node:child_process'

export type PythonScript = {
  /** Resolves to the lines printed before the one that begins so; rejects when the script ends without it. */
  until: (line: string) => Promise<string[]>
  pressEnter: () => void
  /** The rest of what it prints; rejects when it fails. */
  rest: () => Promise<string[]>
  stop: () => void
}

/** @param env beside what a process needs to run at all; no setting of ours or of the agent's gets in from outside */
export function startScript(python: string, args: string[], env: Record<string, string>): PythonScript {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(python, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH, HOME, NODE_ENV: 'test', PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8', ...env },
  })
  let printed = ''
  let errors = ''
  let heard = () => {}
  child.stdout.on('data', (chunk) => {
    printed += String(chunk)
    heard()
  })
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const failed = (why: string) => new Error(`${args.join(' ')} ${why}:\n${printed}\n${errors}`)
  const take = (to: number): string[] => {
    const lines = printed.slice(0, to).split('\n').slice(0, -1)
    printed = printed.slice(to)
    return lines
  }
  return {
    until: async (line) => {
      const arrived = new Promise<void>((done) => {
        heard = () => new RegExp(`^${line}.*\n`, 'm').test(printed) && done()
        heard()
      })
      if ((await Promise.race([arrived, ended.then(() => 'ended')])) === 'ended') throw failed('ended too early')
      const at = printed.search(new RegExp(`^${line}`, 'm'))
      const lines = take(at)
      take(printed.indexOf('\n') + 1)
      return lines
    },
    pressEnter: () => void child.stdin.write('\n'),
    rest: async () => {
      const code = await ended
      if (code !== 0) throw failed(`ended with ${code}`)
      return take(printed.length)
    },
    stop: () => void child.kill('SIGKILL'),
  }
}
