// Whether agents may come in over MCP. Read by lib/env.ts.
import { z } from 'zod'

/** Names and their forms. */
export const mcpSettings = {
  MEMORY_MCP: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['on', 'off'], { error: 'must be "on" or "off"' }))
    .optional(),
}

/** Where a platform's proxy wants a token of its own in the header that ours comes in, it is off unless somebody says that it works. */
export function offersMcp({
  MEMORY_MCP,
  AUTH_MODE,
}: {
  MEMORY_MCP?: 'on' | 'off' | undefined
  AUTH_MODE: string
}): boolean {
  return MEMORY_MCP === undefined ? AUTH_MODE !== 'databricks-apps' : MEMORY_MCP === 'on'
}
