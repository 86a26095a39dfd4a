// What names one version of a stored row, in SQL.

/**
 * The version of the row `s`: it is another one after every write, whoever made it. The agent's table lets `updated_at` be null.
 * `xmin` alone would do until the database has counted its transactions round.
 */
export const ROW_VERSION = `(s.xmin::text || '/' || coalesce(s.updated_at::text, ''))`
