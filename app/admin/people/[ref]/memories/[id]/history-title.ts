/** Id of the heading above a memory's story: what restores a version leaves the focus there, for the story tells of it. */
export const HISTORY_TITLE = 'history-title'
