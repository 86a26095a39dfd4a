// A number that leads to what it counts; zero leads nowhere.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'

export function Counted({ count, href }: { count: number; href: Route | null }) {
  const { number } = useText()
  if (count === 0 || href === null) return number(count)
  return (
    <Link href={href} prefetch={false}>
      {number(count)}
    </Link>
  )
}
