// Reads the Dockerfile: the few instructions that ours uses, and no other, so that none is passed over in silence.
import { readFileSync } from 'node:fs'

export type Step =
  | { kind: 'workdir'; path: string }
  | { kind: 'copy'; from: string | undefined; sources: string[]; target: string }
  | { kind: 'run'; command: string }
  | { kind: 'env'; values: Record<string, string> }
  | { kind: 'user'; name: string }

export type Stage = { name: string | undefined; base: string; steps: Step[]; command: string[]; healthCheck: string[] }

/** @throws Error that names the line it does not understand */
export function readDockerfile(path: string): Stage[] {
  const stages: Stage[] = []
  const text = readFileSync(path, 'utf8').replaceAll(/\\\n\s*/g, ' ')
  for (const line of text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (instruction === 'FROM') {
      const [, base = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? []
      stages.push({ base, name, steps: [], command: [], healthCheck: [] })
      continue
    }
    const stage = stages.at(-1)
    if (stage === undefined) throw new Error(`before the first FROM: ${line}`)
    if (instruction === 'ARG' || instruction === 'EXPOSE') continue // without a value; without an effect here
    if (instruction === 'CMD') stage.command = JSON.parse(rest)
    else if (instruction === 'HEALTHCHECK') stage.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD') + 3))
    else stage.steps.push(stepOf(instruction, rest, line))
  }
  return stages
}

function stepOf(instruction: string, rest: string, line: string): Step {
  switch (instruction) {
    case 'WORKDIR':
      return { kind: 'workdir', path: rest }
    case 'USER':
      return { kind: 'user', name: rest }
    case 'ENV':
      return {
        kind: 'env',
        values: Object.fromEntries(rest.split(' ').map((pair) => pair.split('=') as [string, string])),
      }
    case 'COPY': {
      const [, from, paths = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest) ?? []
      const all = paths.split(/\s+/)
      return { kind: 'copy', from, sources: all.slice(0, -1), target: all.at(-1) ?? '' }
    }
    case 'RUN':
      // a secret that was not given is not set
      return { kind: 'run', command: rest.replace(/^--mount=type=secret,id=\S+,env=\S+\s+/, '') }
    default:
      throw new Error(`not understood: ${line}`)
  }
}
