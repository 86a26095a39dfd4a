// What changes its mind: thresholds that are corrected, decisions that are reversed, preferences that move on. The earlier word often stays beside the later one.
import { type Diary, dayText, dec, isoDay, type Plain } from './diary'
import { JOBS, PARKS, slugOf, TEAM } from './world'

type Limit = { of: string; unit: string; values: readonly number[]; digits: number }

// biome-ignore format: one limit a line
const JOB_LIMITS: readonly Limit[] = [
  { of: 'late after', unit: 'minutes', values: [15, 20, 30, 45, 60, 90, 120], digits: 0 },
  { of: 'missing rows', unit: 'percent', values: [0.5, 1, 1.5, 2, 3, 5], digits: 1 },
  { of: 'cost a day', unit: 'euros', values: [12, 18, 25, 40, 60, 85], digits: 0 },
  { of: 'queue', unit: 'files', values: [200, 500, 800, 1200, 2000], digits: 0 },
]
// biome-ignore format: one limit a line
const PARK_LIMITS: readonly Limit[] = [
  { of: 'wave height for the crew boat', unit: 'm', values: [1.5, 1.8, 2, 2.2, 2.5], digits: 1 },
  { of: 'noise at night', unit: 'dB', values: [39, 40, 41, 42, 43.5], digits: 1 },
  { of: 'gearbox oil', unit: '°C', values: [72, 75, 78, 80, 82], digits: 0 },
  { of: 'tower vibration', unit: 'mm/s', values: [4.5, 5, 6, 7, 7.5], digits: 1 },
  { of: 'stop for wind', unit: 'm/s', values: [22, 23, 24, 25, 28], digits: 0 },
  { of: 'availability', unit: 'percent', values: [94, 95, 96.5, 97, 98], digits: 1 },
]

/** A limit that is set, and later set anew: replaced in place, or contradicted under another key. */
export function limits(diary: Diary) {
  const { random } = diary
  const subjects = random.shuffled([
    ...JOBS.flatMap((job) => JOB_LIMITS.map((limit) => ({ limit, name: job.name, slug: job.name, kind: 'job' }))),
    ...PARKS.flatMap((park) => PARK_LIMITS.map((limit) => ({ limit, name: park.name, slug: park.slug, kind: 'park' }))),
  ])
  const known: { at: number; value: number }[] = []
  return (day: number) => {
    const isNew = known.length < subjects.length && (known.length < 12 || random.chance(0.5))
    const index = isNew ? known.length : random.int(0, known.length - 1)
    const subject = subjects[index]
    if (subject === undefined) return
    const { limit, name, slug, kind } = subject
    const before = known[index]
    const value = random.pick(limit.values.filter((one) => one !== before?.value))
    known[index] = { at: day, value }
    const key = `${slug}_${slugOf(limit.of)}`
    const shown = value.toFixed(Number.isInteger(value) ? 0 : limit.digits)
    const truth = { about: `limit ${key}`, says: shown }
    const fields: Plain = {
      [kind]: name,
      limit: limit.of,
      alert_above: dec(value, limit.digits),
      unit: limit.unit,
      tell: random.pick([['chat'], ['chat', 'phone'], ['mail']]),
      since: isoDay(day),
    }
    const slots = {
      name,
      of: limit.of,
      value: shown,
      unit: limit.unit,
      before: String(before?.value ?? ''),
      who: random.pick(TEAM).name,
      day: dayText(day),
    }
    if (before === undefined)
      return diary.put(
        day,
        random.chance(0.6)
          ? { key: `limit_${key}`, value: fields, child: ['ops'], truth }
          : {
              key: `limit_${key}`,
              value: {
                text: random.say(
                  '[{name}: {of}, alert above {value} {unit}|Alert for {name} when {of} goes above {value} {unit}|{of} at {name}: {value} {unit} is the limit]',
                  slots,
                ),
              },
              child: ['ops'],
              truth,
            },
      )
    if (random.chance(0.45)) return diary.put(day, { key: `limit_${key}`, value: fields, child: ['ops'], truth })
    const text = random.say(
      '[Correction|Changed|New limit]: {name}, {of}, alert above {value} {unit}[, not {before}|. It was {before} before|, {who} says|]',
      slots,
    )
    diary.put(day, { key: `correction_${key}`, value: { text }, isAnother: true, truth })
  }
}

type Question = { about: string; slug: string; yes: string; no: string; why: readonly string[] }

// biome-ignore format: one question a line
const QUESTIONS: readonly Question[] = [
  { about: 'a second office in Seville', slug: 'seville_office', yes: 'Opens a second office in Seville', no: 'No second office in Seville', why: ['three people there already', 'the rent', 'Gonzalo would rather stay at home'] },
  { about: 'the ticket system', slug: 'ticket_system', yes: 'Moves to the ticket system of the service firms', no: 'Stays with the old ticket system', why: ['nobody wants to learn a third one', 'it speaks to the warehouse', 'the price for fifty people'] },
  { about: 'streaming', slug: 'streaming', yes: 'Alarms come as a stream', no: 'Alarms stay in batches of five minutes', why: ['the control room never looks more often', 'Noura has shown that it works', 'the cost of running all night'] },
  { about: 'buying the lidars', slug: 'lidars', yes: 'Buys the two lidars', no: 'Gives the two lidars back', why: ['the study ends in June', 'they stand still half of the year', 'a used price of a third'] },
  { about: 'the forecast supplier', slug: 'forecast_supplier', yes: 'Keeps Météo Large for another two years', no: 'Looks for another forecast supplier', why: ['their night hours are poor', 'Michel came down by a tenth', 'nobody else covers Morocco'] },
  { about: 'working from home', slug: 'home_days', yes: 'Three days at home are fine for everybody', no: 'Two days at home and not three', why: ['the trainees learn nothing from empty desks', 'nobody came on Fridays anyway', 'the trains'] },
  { about: 'the stand at the fair', slug: 'fair_stand', yes: 'Takes a stand at the Husum fair', no: 'Goes to the Husum fair without a stand', why: ['last time brought two talks', 'hiring is easier with one', 'the coffee machine alone cost a thousand'] },
  { about: 'the control room display', slug: 'display', yes: 'Dark background in the control room', no: 'Light background in the control room', why: ['the night shift', 'nobody can read red on black', 'the windows'] },
  { about: 'selling old turbines', slug: 'alte_weide_sale', yes: 'Sells the nine at Alte Weide', no: 'Runs Alte Weide for three more years', why: ['the gearboxes hold', 'a buyer from Poland', 'the lease ends'] },
  { about: 'the weekly report', slug: 'weekly_report', yes: 'The weekly report goes out on Friday at noon', no: 'The weekly report goes out on Monday at eight', why: ['nobody reads at the weekend', 'the board meets on Mondays', 'Silke counts better in the morning'] },
  { about: 'sharing pictures', slug: 'picture_sharing', yes: 'Blade pictures go to the insurer at once', no: 'Blade pictures go out only when a claim is made', why: ['Caro is against it', 'they answer faster', 'half of them show nothing'] },
  { about: 'English as the team language', slug: 'team_language', yes: 'Meetings are held in English', no: 'Meetings are held in German when all speak it', why: ['Ravi and Aiko', 'the jokes get lost', 'minutes in English in any case'] },
  { about: 'a night shift in Akita', slug: 'akita_shift', yes: 'Akita takes over the European night', no: 'Akita does not take over the European night', why: ['eight hours ahead', 'Aiko would need two more', 'the parks are too different'] },
  { about: 'the drone contractor', slug: 'drone', yes: 'One contractor for all drones', no: 'Each country keeps its own drone contractor', why: ['the permits', 'a price for fourteen parks', 'the pictures would have the same names'] },
  { about: 'paper in the control room', slug: 'paper', yes: 'The log in the control room stays on paper', no: 'The log in the control room is no longer on paper', why: ['the auditors like signatures', 'nobody can search it', 'it works without power'] },
  { about: 'the bird radar', slug: 'bird_radar', yes: 'Extends the bird radar to Los Alcornoques', no: 'The bird radar stays in Tarifa', why: ['the storks', 'Marisol’s offer', 'two permits and one radar'] },
]

/** A decision, and perhaps months later its opposite. */
export function decisions(diary: Diary) {
  const { random } = diary
  const questions = random.deck(QUESTIONS)
  const last = new Map<string, boolean>()
  return (day: number) => {
    const question = questions()
    const before = last.get(question.slug)
    const isYes = before === undefined ? random.chance(0.5) : random.chance(0.75) ? !before : before
    last.set(question.slug, isYes)
    const what = isYes ? question.yes : question.no
    const slots = {
      what,
      What: lower(what),
      why: random.pick(question.why),
      who: random.pick(TEAM).name,
      day: dayText(day, true),
      about: question.about,
    }
    const text =
      before === undefined
        ? random.say('[{what}|Decided on {day}: {What}|On {about}: {What}]. Reason: {why}', slots)
        : before === isYes
          ? random.say('[Still|Confirmed]: {What} ({why})', slots)
          : random.say(
              '[Has changed her mind about {about}: {What}|Not any more. {what}|{what}, against what was decided before], [namely: {why}|after talking to {who}|the reason now: {why}]',
              slots,
            )
    diary.put(day, {
      key: `decision_${question.slug}`,
      value: { text },
      isAnother: true,
      truth: { about: `decision ${question.slug}`, says: what },
      child: random.chance(0.4) ? ['work'] : [],
    })
    if (random.chance(0.25))
      diary.put(day + random.int(0, 4), {
        key: `decision/${question.slug}/${isoDay(day)}`,
        value: {
          decision: what,
          because: slots.why,
          decided_on: isoDay(day),
          by: 'Marta',
          reversible: random.chance(0.7),
        },
        isAnother: true,
        truth: { about: `decision ${question.slug}`, says: what },
      })
  }
}

type Habit = { slug: string; steps: readonly string[] }

// biome-ignore format: one habit a line
const HABITS: readonly Habit[] = [
  { slug: 'coffee', steps: ['Drinks flat white, two a day', 'Black coffee only, milk no longer agrees with her', 'Coffee until noon, then tea', 'Decaf since the summer, and no jokes about it'] },
  { slug: 'morning_meetings', steps: ['No meetings before nine', 'Meetings from eight on are fine, she brings Lucía to school later', 'No meetings before half past nine on Tuesdays and Thursdays'] },
  { slug: 'report_length', steps: ['Reports of one page', 'Reports of half a page, with the number in the first line', 'Reports as long as they need to be, but the first three lines must be enough'] },
  { slug: 'seat', steps: ['Window seat, left side', 'Aisle seat since the knee', 'Any seat but the last row'] },
  { slug: 'running', steps: ['Runs three times a week along the Elbe', 'Has stopped running because of the knee', 'Runs again, twice a week, slowly', 'Training for the half marathon in September'] },
  { slug: 'phone', steps: ['May be called at any time about outages', 'Calls after eight in the evening go to Ferdinand', 'Private phone for the family only, work calls go to the other one'] },
  { slug: 'hotel', steps: ['Small hotels near the station', 'Hotels with a gym', 'The same hotel each time, whatever it is like'] },
  { slug: 'language_with_team', steps: ['Speaks German with the Hamburg team', 'Speaks English with everybody since Ravi joined', 'German at lunch, English in meetings'] },
  { slug: 'newsletter', steps: ['Reads the market newsletter on Fridays', 'Has cancelled the market newsletter', 'Wants a summary of the market newsletter, five lines'] },
  { slug: 'wine', steps: ['Dry white, from Rueda', 'No alcohol during the week', 'No alcohol at all since January'] },
  { slug: 'lunch', steps: ['Eats lunch at her desk', 'Lunch away from the desk, at half past twelve', 'Lunch with somebody of the team each Wednesday'] },
  { slug: 'charts', steps: ['Line charts, never bars', 'Tables rather than charts', 'Charts are fine when the axis begins at zero'] },
  { slug: 'commute', steps: ['Takes the bicycle to the office', 'Takes the ferry, line 62, since the office moved', 'Ferry in winter, bicycle from April'] },
  { slug: 'notes', steps: ['Takes notes on paper', 'Takes notes on the tablet', 'Back to paper; the tablet is Lucía’s'] },
  { slug: 'music_at_work', steps: ['Works with flamenco on the headphones', 'Works in silence', 'Radio without words in the mornings'] },
  { slug: 'signature', steps: ['Signs mails with Marta', 'Signs mails with Marta Quintero and the title, since the board asked for it', 'Signs mails with M. inside the team'] },
  { slug: 'spreadsheets', steps: ['Sends spreadsheets back that have merged cells', 'Opens spreadsheets only when there is no other way'] },
  { slug: 'surprises', steps: ['Bad news at once and by phone', 'Bad news at once, but in writing, so that she can read it twice'] },
  { slug: 'calendar_gaps', steps: ['Ten minutes between two meetings', 'A quarter of an hour between two meetings, without exception', 'Two meetings in a row are fine if they are in the same room'] },
  { slug: 'fridays', steps: ['Fridays after two are hers', 'Fridays after noon are hers, and nobody books over it', 'Works on Fridays again until the audit is over'] },
  { slug: 'abbreviations', steps: ['No abbreviations in minutes', 'Abbreviations are fine if they are explained once'] },
  { slug: 'greeting', steps: ['Wants no greeting before the answer', 'A greeting in the morning, none after that'] },
  { slug: 'tea', steps: ['Green tea from Kenji Morita, the tin is in the lower drawer', 'Mint tea since Tangier, with half the sugar'] },
  { slug: 'reading_time', steps: ['Reads long things on the ferry', 'Reads long things on Sunday mornings; send them by Saturday'] },
  { slug: 'map_north', steps: ['North is up on every map, also for the sea', 'Maps of parks follow the road and not north, the site leads want it'] },
  { slug: 'units', steps: ['Wind in metres a second, never in knots', 'Knots for the crew boat, metres a second for everything else'] },
  { slug: 'first_names', steps: ['First names with everybody at Windkontor', 'First names with everybody, except in Japan and with the auditors'] },
  { slug: 'weekend_mail', steps: ['No mail between Friday evening and Monday morning', 'Mail at the weekend only from the control room'] },
  { slug: 'screens', steps: ['One screen and a lot of paper', 'Two screens since the eyes', 'One large screen; the second went to Lena'] },
  { slug: 'taxis', steps: ['No taxis in Hamburg', 'Taxis only after ten in the evening', 'Taxis whenever it rains, she has stopped pretending'] },
  { slug: 'presents', steps: ['Presents for partners: books', 'Presents for partners: marzipan, since nobody reads the books'] },
  { slug: 'dress', steps: ['Wears safety boots to the office and likes it', 'A jacket for the board, otherwise the fleece'] },
  { slug: 'sleep', steps: ['Goes to bed at ten, do not write after nine', 'Sleeps badly before journeys; book no early flights'] },
  { slug: 'swimming', steps: ['Swims on Thursdays at seven', 'Swims in the Elbe from June, against Jonas’s advice', 'Swims on Mondays since the pool changed its hours'] },
  { slug: 'minutes_of_meetings', steps: ['Minutes within a day', 'Minutes within an hour, three lines', 'No minutes, only decisions'] },
  { slug: 'photographs', steps: ['No photographs of herself on the website', 'One photograph, the one on the crew boat'] },
  { slug: 'music_at_home', steps: ['Camarón on Saturdays while cooking', 'The radio in the kitchen stays on the Spanish station'] },
  { slug: 'window', steps: ['Window open in every meeting', 'Window closed when Olga is in the room'] },
  { slug: 'lists', steps: ['Lists of at most seven', 'Lists of at most five'] },
  { slug: 'travel_days', steps: ['Travels on Mondays and comes back on Thursdays', 'Never away on Wednesdays, because of Lucía’s choir'] },
  { slug: 'colours_in_plans', steps: ['Red means stopped, grey means unknown', 'Grey means stopped and white means unknown, since the control room asked'] },
  { slug: 'small_talk', steps: ['Begin with the weather in Japan and with the children in Morocco', 'Begin with the matter, everywhere but in Japan'] },
  { slug: 'cash', steps: ['Carries no cash', 'Twenty euros in the phone case, for the market'] },
  { slug: 'bread', steps: ['Rye bread from the shop in the Bahrenfelder', 'Bakes herself on Saturdays, sourdough named Felipe', 'Felipe has died; rye bread from the shop again'] },
]

/** What she prefers, step by step; each step is written anew beside the one before it. */
export function habits(diary: Diary) {
  const { random } = diary
  const steps = new Map<string, number>()
  const deck = random.deck(HABITS)
  return (day: number) => {
    const habit = deck()
    const at = steps.get(habit.slug) ?? 0
    const step = habit.steps[at]
    const truth = { about: `habit ${habit.slug}`, says: step ?? habit.steps.at(-1) ?? '' }
    if (step === undefined) {
      // known for long: said again at most now and then
      if (!random.chance(0.3)) return
      const text = random.say('[Still|As before|Said so again on {day}]: {step}', {
        step: lower(truth.says),
        day: dayText(day),
      })
      return diary.put(day, {
        key: `preference_${habit.slug}`,
        value: { text },
        isAnother: true,
        truth,
        hours: [6, 21],
      })
    }
    if (!random.chance(0.45)) return
    steps.set(habit.slug, at + 1)
    const isHeardTwice = random.chance(0.3)
    if (isHeardTwice || random.chance(0.5))
      diary.put(day, { key: `preference_${habit.slug}`, value: { text: step }, isAnother: true, truth, hours: [6, 21] })
    if (!isHeardTwice && random.chance(0.5)) return
    // another agent keeps what it is told as LangMem does
    const id = uuid(diary)
    const content = random.say(
      random.pick([
        'Marta: {text}',
        'User preference ({slug}): {text}',
        'The user says: {text}',
        'Marta said on {day}: {text}',
      ]),
      { text: lower(step), slug: habit.slug.replaceAll('_', ' '), day: dayText(day) },
    )
    diary.put(day, { key: id, value: { kind: 'Memory', content: { content } }, child: ['chat'], truth, hours: [6, 21] })
  }
}

/** As an agent names what it names by chance. */
export function uuid({ random }: Diary): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => random.int(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}

function lower(text: string): string {
  return /^(?:I|[A-Z]{2}|Marta|Akita|Friday|Monday|German|English|Blade)/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1)
}
