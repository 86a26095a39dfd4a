// What agents know of the people around Marta: how to write to them, when they are away, who has changed jobs.
import { type Diary, dayOf, dayText, isoDay, monthText } from './diary'
import { byThen, first, HOUSE, OUTSIDE, PARKS, type Person, slugOf, TEAM } from './world'

// biome-ignore format: one fact a line
const FACTS = [
  '{name} [answers|reads mails] [before nine|late in the evening|on the train], [never on Fridays|and expects the same|and then at once]',
  'Write to {name} in [short sentences|English|plain words], [with the number first|with no attachments|one question per mail]',
  '{name} ({role}, {org}) works from {city}[ and travels little| and is best reached in the morning|]',
  '{name} has [two children|a daughter of four|twins|an old dog|a garden on an island], ask about [them|it|that] [first|when it is quiet]',
  '{name} is away from {day} to {until}; {deputy} stands in',
  'The birthday of {name} is on {day}. [A card|Flowers|Nothing but a call|Liquorice], as last year',
  '{name} does not [eat pork|drink|drive|like being called by the first name|take the lift|fly]',
  '{name} is right about {thing} more often than [not|she admits|anybody else]',
  'Owes {name} [an answer|a lunch|the book|an apology] about {thing}',
  '{name} [was ill|is on parental leave|has a broken arm|is moving house] until the middle of {month}',
  'When {name} says [“interesting”|“we will see”|“in principle”|nothing] it means no',
  '{name} has asked for [a reference|an afternoon at {park}|the slides about {thing}|a better chair], by {day}',
  '{name} speaks [Spanish|Danish|a little Arabic|French|Japanese with Aiko], which helps with {park}',
  'Phone of {name}: extension {ext}, [not the mobile|mobile after five only|rings long]',
  '{name} and {deputy} [do not speak to each other|share an office|have known each other since school], [seat them apart|ask both|ask one]',
]
// biome-ignore format: one list
const THINGS = ['the night hours', 'the insurer', 'the crane', 'time stamps', 'the budget', 'the new workspace', 'Tarfaya', 'holidays', 'the spare bearings', 'contracts', 'the auditors', 'people', 'the weather']

const REACH = ['phone', 'mail', 'chat', 'in person']

export function peopleFacts(diary: Diary) {
  const { random } = diary
  const leads: Person[] = PARKS.map((park) => ({
    name: park.lead,
    role: 'site lead',
    org: 'Windkontor',
    city: park.name,
  }))
  const everybody = [...TEAM, ...HOUSE, ...OUTSIDE, ...leads]
  const deck = random.deck(everybody.flatMap((person) => FACTS.map((fact) => ({ person, fact }))))
  return (day: number) => {
    const { person: then, fact } = deck()
    const person = byThen(then, day)
    const until = day + random.int(4, 21)
    const deputy = random.pick(TEAM.filter(({ name }) => name !== person.name)).name
    const thing = random.pick(THINGS)
    const text = random.say(fact, {
      ...person,
      day: dayText(day + random.int(5, 60)),
      until: dayText(until + 60),
      deputy,
      thing,
      month: monthText(day + 30),
      park: random.pick(PARKS).name,
      ext: random.int(200, 899),
    })
    const truth = { about: `person ${person.name} ${fact}`, says: text }
    if (random.chance(0.18)) {
      const value = {
        name: person.name,
        role: person.role,
        organisation: person.org,
        place: person.city,
        reach: REACH[person.name.length % REACH.length] ?? 'mail',
        last_spoke: isoDay(day),
      }
      return diary.put(day, {
        key: `contact_${slugOf(person.name)}`,
        value,
        child: random.chance(0.5) ? ['contacts'] : [],
      })
    }
    diary.put(day, {
      key: `${random.pick(['person', 'about', 'contact'])}_${slugOf(random.chance(0.7) ? person.name : first(person.name))}`,
      value: { text },
      isAnother: true,
      truth,
    })
  }
}

/** People who change their job: what was true before stays written somewhere. */
export function jobChanges(diary: Diary) {
  const put = (date: string, key: string, text: string, about: string) =>
    diary.put(dayOf(date), { key, value: { text }, isAnother: true, truth: { about, says: text } })
  // biome-ignore format: one note a line
  for (const [date, key, text, about] of [
    ['2025-01-09', 'on_call_lead', 'Ferdinand Oltmann leads on-call; questions about the rota go to him', 'on-call lead'],
    ['2025-11-03', 'on_call_lead', 'Henrike Boldt leads on-call from December; questions about the rota go to her, no longer to Ferdinand', 'on-call lead'],
    ['2025-12-02', 'rota_contact', 'On-call rota: ask Henrike Boldt. Ferdinand has moved to the offshore project', 'on-call lead'],
    ['2025-03-18', 'bjoern_asmussen', 'Björn Asmussen leaves at the end of June and goes to a consultancy in Lübeck', 'Björn'],
    ['2025-07-02', 'bjoern_asmussen', 'Björn has left. His keys for Fehnlohe are with Malte', 'Björn'],
    ['2026-02-10', 'bjoern_asmussen', 'Björn Asmussen is back as a consultant, two days a week, for the meters', 'Björn'],
    ['2025-02-06', 'aiko_sunada', 'Aiko Sunada works from Akita; call before ten in the morning Hamburg time', 'Aiko'],
    ['2026-04-07', 'aiko_sunada', 'Aiko Sunada works in Hamburg since April and sits beside Olga', 'Aiko'],
    ['2026-04-20', 'aiko_calls', 'No more early calls for Aiko: she is in Hamburg now', 'Aiko'],
    ['2025-05-14', 'lena_paasch', 'Lena Paasch is a trainee in her first year', 'Lena'],
    ['2026-08-03', 'lena_paasch', 'Lena Paasch is an engineer since August and has alarm_stream from Noura', 'Lena'],
    ['2025-06-11', 'grid_contact_nordnetz', 'At Nordnetz, Ingrid Sauer has the curtailment desk', 'Nordnetz contact'],
    ['2026-06-15', 'grid_contact_nordnetz', 'At Nordnetz, Sven Lorenzen has the curtailment desk; Ingrid Sauer has retired', 'Nordnetz contact'],
    ['2026-06-29', 'curtailment_files', 'Questions about curtailment files go to Sven Lorenzen and not to Ingrid Sauer any more', 'Nordnetz contact'],
    ['2025-09-24', 'controller', 'Invoices above five thousand go to Jürgen Patt first', 'controller'],
    ['2026-09-02', 'controller', 'Invoices above eight thousand go to Jürgen Patt first, since September', 'controller'],
    ['2026-10-07', 'service_manager_halvorsen', 'Bent Sørby has handed Kranichmoor over to Trine Agger; he keeps Vesterhede', 'Halvorsen contact'],
  ] as const)
    put(date, key, text, about)
}
