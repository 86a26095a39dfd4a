// Roles, sessions and second confirmations, in German.
export const roles = {}
