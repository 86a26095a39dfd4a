// The queue of requests to forget as an address names it, and how a wish came that somebody passes on.

/** `decide`: waits for somebody’s word; `ended`: the latest first; of all others the most urgent first. */
export const FORGET_QUEUES = ['open', 'decide', 'overdue', 'soon', 'held', 'failed', 'ended'] as const
export type ForgetQueueName = (typeof FORGET_QUEUES)[number]

export function readQueueName(given: unknown): ForgetQueueName {
  return FORGET_QUEUES.find((name) => name === given) ?? 'open'
}

/** How somebody told that they want to be forgotten who did not ask here themselves. */
export const CAME_BY = ['letter', 'email', 'telephone', 'in-person', 'ticket', 'other'] as const
export type CameBy = (typeof CAME_BY)[number]
