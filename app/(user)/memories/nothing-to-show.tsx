// Each way of having nothing to show: nothing stored, nothing that matches, and a read that failed, which is neither.
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { MemorySearch } from '@/lib/shared/memory'
import { listHref } from './search'

export function NothingStored() {
  return (
    <EmptyState
      title="Nothing is remembered about you yet"
      actions={
        <Link className={buttonClass('main')} href="/memories/new" prefetch={false}>
          Write a memory
        </Link>
      }
    >
      <p>
        Memories appear here as soon as an agent saves one. Connect an agent with this line, or write the first one
        yourself.
      </p>
      <pre>
        <code>{"await memory.saveMemory(userId, 'preferred_workspace',\n  { workspace_name: 'Production' })"}</code>
      </pre>
    </EmptyState>
  )
}

export function NothingMatches({ data, onClear }: { data: MemorySearch; onClear: () => void }) {
  return (
    <EmptyState
      title={`No memory matches “${shorten(data.query)}”`}
      actions={<Button onClick={onClear}>Clear the search</Button>}
    >
      {`Compared the words of ${data.total.toLocaleString('en-GB')} memories; none holds one of yours. Search by meaning may find more when it answers again.`}
    </EmptyState>
  )
}

export function Failed({ sentence, code, onRetry }: { sentence: string; code: string; onRetry: () => void }) {
  if (code === 'signed-out')
    return (
      <EmptyState
        title="You have been signed out"
        alert
        actions={
          <a className={buttonClass('main')} href="/sign-in">
            Sign in again
          </a>
        }
      >
        Your search is still in the address of this page.
      </EmptyState>
    )
  return (
    <EmptyState
      title="Your memories could not be loaded"
      alert
      actions={
        code === 'invalid' ? (
          <Link className={buttonClass()} href={listHref()} prefetch={false}>
            All memories, newest first
          </Link>
        ) : code === 'somebody-else' ? (
          <a className={buttonClass()} href="/sign-in">
            Sign in again
          </a>
        ) : (
          <Button onClick={onRetry}>Try again</Button>
        )
      }
    >
      {code === 'invalid' ? sentence : `${sentence} Your search is still here.`}
    </EmptyState>
  )
}

export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
