// Whose a namespace is, in German.
export const identities = {}
