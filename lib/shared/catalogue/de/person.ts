// One person, as an administrator sees them, in German.
export const person = {}
