// Which agents may come in by a token, and making one.
import { headers } from 'next/headers'
import { Banner } from '@/components/ui/banner'
import { mcpAddress, tokenAuthority } from '@/lib/auth/agent-token'
import { Expected } from '@/lib/errors'
import type { AgentToken } from '@/lib/shared/agent-token'
import { listAgentTokens } from '@/lib/store/access/agent-tokens'
import type { Viewer } from '@/lib/store/memory-store'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { NewToken } from './new-token'
import { TokenTable } from './token-table'

export async function Agents({ viewer }: { viewer: Viewer }) {
  const address = mcpAddress(await headers())
  if (address === null) return null
  const { t, say } = await readText()
  const tokens = await tokensOrWhy(viewer)
  return (
    <section className="chapter" aria-labelledby="agents">
      <h2 id="agents">{t('Agents')}</h2>
      <div>
        <p className="prose lead">
          {t(
            'An agent of yours can work with your memories, and with nobody else’s, when you give it a token (it must speak MCP). Whoever has the token can do what it allows until it ends or you revoke it. Signing out does not end it.',
          )}
        </p>
        {tokens instanceof Expected ? (
          <Banner tone="strike" role="alert" lead={t('Your tokens could not be listed.')}>
            {say(tokens)}
          </Banner>
        ) : (
          <>
            <TokenTable tokens={tokens} timeZone={await readTimeZone()} />
            <NewToken address={address} />
          </>
        )}
      </div>
    </section>
  )
}

async function tokensOrWhy(viewer: Viewer): Promise<AgentToken[] | Expected> {
  try {
    return await listAgentTokens(viewer, tokenAuthority())
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}
