// The way out, in plain steps, for whoever finds that a namespace is not clear.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Copyable } from '@/components/ui/copyable'
import type { Inspection } from '@/lib/shared/inspection'

/** A name that no two ids share, for agents that are yet to be written, or can be moved. */
const INJECTIVE = `import base64, hashlib

def namespace_label(user_id: str) -> str:
    """One label for one id: no two ids share it, and nothing in it is a wildcard."""
    digest = hashlib.sha256(user_id.encode("utf-8")).digest()
    return "u_" + base64.b32encode(digest).decode("ascii").lower()[:26]

namespace = ("user_memories", namespace_label(user_id))`

export function WhatToDo({ found }: { found: Inspection }) {
  const { t } = useText()
  const steps: { key: string; said: ReactNode }[] = []
  if (found.owner.state === 'several') {
    if (!found.hasPattern)
      steps.push({
        key: 'pattern',
        said: t(
          'Say with MEMORY_ID_PATTERN what every id that can sign in looks like: then most namespaces are clear by themselves. npm run doctor proposes one.',
        ),
      })
    steps.push({
      key: 'ask',
      said: t(
        'Find out whose the memories are: ask the directory who has which of these ids, and since when. Do not ask the people who claim them first.',
      ),
    })
    if (!found.isPerRow)
      steps.push({
        key: 'field',
        said: t(
          'Where the agent’s code writes into each memory whose it is, name that field with MEMORY_OWNER_FIELD: each of them then sees those that name them meanwhile.',
        ),
      })
    steps.push(
      {
        key: 'bind',
        said: t(
          'Bind the namespace to that id, and write down how you know. A second administrator confirms it, or a day passes.',
        ),
      },
      {
        key: 'tell',
        said: t(
          'Tell the other person that memories of theirs, if there are any, lie in the same place, and cannot be told apart.',
        ),
      },
    )
  }
  if (found.leaks.length > 0)
    steps.push({ key: 'upgrade', said: t('Upgrade the agent to langgraph-checkpoint-postgres 3.1.1 or later.') })
  if (found.spellings.length > 0)
    steps.push({
      key: 'spelling',
      said: t(
        'Let the agent and the identity provider use one spelling of each id. Memories under another spelling belong to nobody who can sign in.',
      ),
    })
  return (
    <section>
      <h3>{t('What to do')}</h3>
      {steps.length === 0 ? (
        <p className="note">{t('Nothing: it is clear whose it is.')}</p>
      ) : (
        <ol>
          {steps.map(({ key, said }) => (
            <li key={key}>{said}</li>
          ))}
        </ol>
      )}
      <details className="injective">
        <summary>{t('For good: a name that no two ids share')}</summary>
        <p className="prose">
          {t(
            'Where you can change the agent, let it store new memories under this name and move the old ones, person by person. This dashboard does not read such namespaces yet.',
          )}
        </p>
        <Copyable name={t('The code')} text={INJECTIVE} action={t('Copy the code')} />
      </details>
    </section>
  )
}
