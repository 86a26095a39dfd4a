// A field by which the page is asked for anew, with whatever else its address says.
import { type PeopleFilter, type PeopleSort, peopleParams } from '@/lib/shared/people'
import { peopleHref } from './address'

type Props = {
  /** In the address. */
  name: 'q' | 'agents'
  value: string
  label: string
  maxLength: number
  filter: PeopleFilter
  sort: PeopleSort
}

export function PeopleSearch({ name, value, label, maxLength, filter, sort }: Props) {
  return (
    <search>
      <form action={peopleHref()}>
        {peopleParams(name === 'q' ? { ...filter, q: '' } : filter, sort).map(([kept, as]) => (
          <input key={kept} type="hidden" name={kept} value={as} />
        ))}
        <input
          className="input"
          type="search"
          name={name}
          defaultValue={value}
          placeholder={label}
          aria-label={label}
          dir="auto"
          maxLength={maxLength}
        />
      </form>
    </search>
  )
}
