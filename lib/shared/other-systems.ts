// Where else something of a person may lie, and whether forgetting reaches it: shown before it is asked for, and on the receipt.

/** `covered`: erased there too. `manual`: somebody does it by hand. `not-covered`: nothing is done there. */
export const COVERS = ['covered', 'manual', 'not-covered'] as const
export type Cover = (typeof COVERS)[number]

/** A system beside this database, as the operator names it. */
export type OtherSystem = { name: string; cover: Cover }
