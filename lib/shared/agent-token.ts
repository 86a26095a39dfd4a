// What the page and the server agree on about the tokens that people give their agents.

/** `read` finds memories; `write` also saves and deletes them. */
export const TOKEN_SCOPES = ['read', 'write'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** How long a token can be good for: always an end. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const
export type TokenDays = (typeof TOKEN_DAYS)[number]

export const LONGEST_TOKEN_NAME = 80

/** Living tokens of one person. */
export const MOST_TOKENS = 20

/** A token as its owner sees it. Times are Postgres text in UTC. */
export type AgentToken = {
  id: string
  name: string
  scope: TokenScope
  createdAt: string
  expiresAt: string
  isExpired: boolean
  /** To the hour; null: never. */
  lastUsedAt: string | null
}

/** Shown once. */
export type NewAgentToken = { id: string; name: string; token: string }

/** What most clients of MCP are configured with, as JSON. */
export function clientConfiguration(address: string, token: string): string {
  const server = { type: 'http', url: address, headers: { Authorization: `Bearer ${token}` } }
  return JSON.stringify({ mcpServers: { 'long-term-memory': server } }, null, 2)
}
