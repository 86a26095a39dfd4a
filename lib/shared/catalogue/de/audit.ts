// The audit page in German.
export const audit = {}
