// How a page of ours says that the identity provider shall ask the person anew.

export const ASKED_NOW_HEADER = 'x-memory-asked-now'
