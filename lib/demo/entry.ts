// How one memory is kept in the demonstration's files.

/** The value is JSON text and not an object, so that 85.0 stays 85.0 and long integers keep all their digits. */
export type DemoEntry = readonly [key: string, writtenAt: string, json: string, child?: readonly string[]]
