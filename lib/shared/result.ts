// What an action or a read answers: a value, or why not in a sentence that can be shown.
export type Failure = { ok: false; code: string; sentence: string }
export type Result<T> = { ok: true; value: T } | Failure
