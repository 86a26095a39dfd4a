// What is asked of somebody who is about to do what cannot be taken back. See lib/auth/step-up.ts.

/** `fresh`: nothing; `sign-in`: to sign in anew; `typed`: to type {@link CONFIRM}. */
export type Freshness = 'fresh' | 'sign-in' | 'typed'

/** How long a sign-in counts as fresh. */
export const FRESH_MINUTES = 5

/** The same in every language. */
export const CONFIRM = 'CONFIRM'
