// The points of carrying a request out at which a process may end, by name: the test ends one at each of them.

export const STEP_POINTS = [
  'taken',
  'guard: before',
  'guard: held',
  'guard: committed',
  'probes: before',
  'probes: counted',
  'probes: remembered',
  'probes: committed',
  'chunk: before',
  'chunk: locked',
  'chunk: erased',
  'chunk: counted',
  'chunk: committed',
  'person: before',
  'person: erased',
  'person: committed',
  'executed: before',
  'executed: erased',
  'executed: audited',
  'executed: committed',
  'check: before',
  'check: looked',
  'check: committed',
  'completion: before',
  'completion: hooks',
  'completion: audited',
  'completion: committed',
] as const
export type StepPoint = (typeof STEP_POINTS)[number]

/** Called at each point, inside the transaction where there is one. */
export type At = (point: StepPoint) => Promise<void> | void

export const nowhere: At = () => {}
