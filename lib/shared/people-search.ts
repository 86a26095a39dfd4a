// What a search across everybody tells: whose, how close and since when. Never what it says, and never a key.

export type PeopleHit = {
  /** The person's page; see lib/shared/person-ref.ts. */
  ref: string
  /** By the name of their last sign-in, else the id, else the part of the namespace. */
  who: string
  /** The memory, by its pseudonym. */
  mark: string
  /** Cosine similarity; null: it was found by words alone. */
  score: number | null
  /** How many of the question's words it holds. */
  words: number
  /** When it was written last. Postgres text. */
  at: string
}

export const PEOPLE_SEARCH_BY = ['together', 'meaning', 'words'] as const
export type PeopleSearchBy = (typeof PEOPLE_SEARCH_BY)[number]

export type PeopleSearch = {
  hits: PeopleHit[]
  /** How many people they belong to. */
  people: number
  /** How many different words the question has. */
  words: number
  /** An index chose what was compared by meaning: it may have missed some. */
  isApproximate: boolean
  /** Legs that were asked for and did not answer: the encoder, and the words, which were too common to be compared in time. */
  without: ('meaning' | 'words')[]
}
