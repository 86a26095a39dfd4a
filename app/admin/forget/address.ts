// Where the queue of requests to forget is, and where one of them.
import type { Route } from 'next'
import type { ForgetQueueName } from '@/lib/shared/forget-queue'

export function queueHref(name: ForgetQueueName = 'open'): Route {
  return (name === 'open' ? '/admin/forget' : `/admin/forget?state=${name}`) as Route
}

export function forgetHref(reference: string): Route {
  return `/admin/forget/${reference}` as Route
}
