// What the operations agent writes about turbines and pipelines: faults, thresholds, incidents, costs; much of it as fields.
import { type Diary, dayText, dec, isoDay, keyDay, type Plain } from './diary'
import { JOBS, PARKS, slugOf, TEAM, WORKSPACES } from './world'

type Fault = {
  part: string
  what: readonly string[] /** One for each of `what`. */
  done: readonly string[]
  metric: string
  unit: string
  low: number
  high: number
}

// biome-ignore format: one part a line
const FAULTS: readonly Fault[] = [
  { part: 'pitch bearing', what: ['runs dry', 'groans below five degrees', 'has play of half a degree'], done: ['greased by hand', 'to be replaced with the crane in spring', 'swapped, took two days'], metric: 'vibration', unit: 'mm/s', low: 2, high: 9 },
  { part: 'gearbox', what: ['shows metal in the oil', 'is warmer than its neighbours', 'whistles on the high-speed side'], done: ['oil changed, sample goes to the laboratory', 'runs at 80 percent until the endoscope has been in', 'watched, nothing to do yet'], metric: 'oil temperature', unit: '°C', low: 58, high: 84 },
  { part: 'converter', what: ['trips at full load', 'restarts itself at night', 'has a fan that is louder than the blades'], done: ['filter mats changed', 'one module replaced', 'firmware goes back to the version of last year'], metric: 'trips a week', unit: '', low: 1, high: 14 },
  { part: 'yaw drive', what: ['hunts in weak wind', 'is seven degrees off', 'stops with a full turn of cable'], done: ['vane adjusted', 'brake pads changed', 'untwisted by hand on a calm day'], metric: 'error', unit: '°', low: 3, high: 12 },
  { part: 'blade', what: ['has a crack at the trailing edge', 'was hit by lightning at the tip', 'has lost its leading edge tape'], done: ['repaired from the rope', 'photographed, waits for spring', 'sanded and coated'], metric: 'length of the damage', unit: 'cm', low: 8, high: 160 },
  { part: 'generator', what: ['has a worn slip ring', 'heats up on one side', 'smells, says the technician'], done: ['brushes changed', 'bearing greased', 'taken out of service until Tuesday'], metric: 'bearing temperature', unit: '°C', low: 55, high: 97 },
  { part: 'transformer', what: ['leaks a little', 'hums since the thunderstorm', 'had its tap changed without a note'], done: ['tray emptied and seal ordered', 'oil tested, good', 'set back and written down'], metric: 'oil level', unit: '%', low: 70, high: 98 },
  { part: 'anemometer', what: ['reads too little', 'is iced up', 'has a nest on it'], done: ['exchanged with the spare', 'heater was off, now on', 'cleaned after the birds had left'], metric: 'deviation', unit: 'm/s', low: 1, high: 4 },
  { part: 'tower lift', what: ['stops between decks', 'has no valid sticker', 'was used for furniture'], done: ['rope changed', 'inspected on Monday, climbing until then', 'locked, key is with the site lead'], metric: 'days out of use', unit: 'd', low: 1, high: 30 },
  { part: 'hydraulic unit', what: ['loses pressure overnight', 'refills every hour', 'drips onto the nacelle floor'], done: ['accumulator recharged', 'hose changed', 'valve replaced, floor cleaned'], metric: 'pressure', unit: 'bar', low: 130, high: 215 },
  { part: 'aviation light', what: ['blinks out of step', 'is out', 'is on by day'], done: ['controller restarted', 'lamp changed within the two weeks that the law gives', 'sensor wiped'], metric: 'hours dark', unit: 'h', low: 2, high: 70 },
]

// biome-ignore format: as it reads best
const FAULT_SAYINGS = [
  '{T} at {park}: the {part} {what}. {Done}',
  '{park} {T}, {part} {what} ({metric} {value}{unit}); {done}',
  'The {part} of {T} ({park}) {what}. On {day}: {done}',
  '{Part} on {T} in {park} at {value}{unit} {metric}, {done}',
  'Watch {T} at {park}: {part} {what}',
  '{day}, {park}: {T} stopped for {hours} hours, {part}. {Done}',
]

/** A fault of one turbine, as a sentence or as fields. */
export function faults(diary: Diary) {
  const { random } = diary
  const cases = random.deck(
    FAULTS.flatMap((fault) => fault.what.map((what, at) => ({ fault, what, done: fault.done[at] ?? what }))),
  )
  const sayings = random.deck(FAULT_SAYINGS)
  return (day: number) => {
    const { fault, what, done } = cases()
    const park = random.pick(PARKS)
    const turbine = random.int(1, park.turbines)
    const value = random.int(fault.low * 10, fault.high * 10) / 10
    const name = `T${String(turbine).padStart(2, '0')}`
    const unit = fault.unit === '' ? '' : ` ${fault.unit}`
    const slots = {
      T: name,
      park: park.name,
      part: fault.part,
      Part: upper(fault.part),
      what,
      done,
      Done: upper(done),
      metric: fault.metric,
      value,
      unit,
      day: dayText(day),
      hours: random.int(2, 60),
    }
    const isFields = random.chance(0.34)
    const fields: Plain = {
      park: park.name,
      turbine: name,
      part: fault.part,
      finding: what,
      [slugOf(fault.metric)]: dec(value),
      unit: fault.unit,
      done,
      since: isoDay(day),
      stopped: random.chance(0.4),
    }
    const truth = { about: `fault ${park.slug} ${name} ${fault.part} ${day}`, says: what }
    diary.put(day, {
      key: `${park.slug}_${name.toLowerCase()}_${slugOf(fault.part)}`,
      value: isFields ? fields : { text: random.say(sayings(), slots) },
      child: ['ops'],
      hours: [5, 19],
      isAnother: true,
      truth,
      isIndexed: !random.chance(0.03),
    })
    if (random.chance(0.08)) {
      const again = random.say('[{park}, turbine {n}|Turbine {n} of {park}]: {part} {what}, {done}', {
        ...slots,
        n: turbine,
      })
      diary.put(day + random.int(0, 3), {
        key: `turbine_${park.slug}_${turbine}`,
        value: { text: again, source: 'control room' },
        isAnother: true,
        truth,
      })
    }
  }
}

// biome-ignore format: as it reads best
const INCIDENTS = [
  '{job} stood still from {from} to {to}. Cause: {cause}. {Lesson}',
  'Incident in {job} ({ws}): {cause}. Noticed by {who} after {minutes} minutes, {lesson}',
  '{who} on the failure of {job}: {cause}; {lesson}',
  '{job} delivered twice on {day}, because {cause}. {Feeds} was wrong until noon',
  '{job} ran {minutes} minutes instead of ten. {Cause}',
  'After {job} failed on {day}: {lesson}. {who} writes it into the handbook',
]
/** Why something failed, and what is done differently since. */
// biome-ignore format: one cause a line
const CAUSES: readonly (readonly [cause: string, lesson: string])[] = [
  ['a certificate had run out', 'certificates stand in the calendar, sixty days ahead'],
  ['the source renamed a column without a word', 'the source tells us before it changes anything, in writing'],
  ['the disk was full of old logs', 'logs go after thirty days, and an alarm at eighty percent'],
  ['somebody ran it by hand at the same time', 'nobody runs it by hand without saying so'],
  ['the clock of one server was eleven minutes late', 'the clocks are compared each night'],
  ['a holiday in Morocco was in no calendar', 'dates are checked against all five calendars'],
  ['an empty file counts as a file', 'the empty file is refused from now on'],
  ['the password was changed and written nowhere', 'two people know where the passwords are'],
  ['one turbine sent a value of ten to the ninth', 'what no turbine can do is set aside and looked at'],
  ['the network at the site was ploughed up', 'alarm on missing data and not on errors only'],
  ['a comma stood where a point should be', 'the check runs in Staging too, with Spanish numbers'],
  ['the machine was smaller than on the day before', 'the size of the machine stands in the code'],
  ['the retry retried the retry', 'three retries and then a human being'],
  ['two o’clock came twice that night', 'a test for the last Sunday in October'],
  ['the supplier sent last year’s file', 'the date inside the file counts, not the one in its name'],
  ['the exchange limits how often one may ask', 'ask once and share the answer'],
  ['a table was locked by a report that nobody reads', 'the report is gone'],
  ['there was a deploy on Friday at four', 'no deploys after Thursday noon'],
  ['a turbine had no number', 'count rows before and after'],
  ['two jobs had the same name', 'one owner for each job, and a second who can read it'],
  ['the site server was moved and nobody was told', 'the runbook gets a first line that says whom to call'],
  ['a trial licence ended at midnight', 'no trial licences in Production'],
]

export function incidents(diary: Diary) {
  const { random } = diary
  const jobs = random.deck(JOBS)
  const causes = random.deck(CAUSES)
  const sayings = random.deck(INCIDENTS)
  return (day: number) => {
    const job = jobs()
    const [cause, lesson] = causes()
    const hour = random.int(0, 20)
    const slots = {
      job: job.name,
      cause,
      Cause: upper(cause),
      lesson,
      Lesson: upper(lesson),
      who: random.pick(TEAM).name,
      ws: random.pick(WORKSPACES).name,
      minutes: random.int(11, 190),
      day: dayText(day),
      from: `${hour}:${random.int(10, 59)}`,
      to: `${hour + random.int(1, 3)}:${random.int(10, 59)}`,
      Feeds: upper(job.feeds),
    }
    const text = random.say(sayings(), slots)
    const truth = { about: `incident ${job.name} ${day}`, says: cause }
    diary.put(day, {
      key: `incident_${job.name}_${keyDay(day)}`,
      value: { text },
      child: ['ops'],
      hours: [0, 23],
      isAnother: true,
      truth,
    })
    if (random.chance(0.3)) {
      const value = {
        job: job.name,
        workspace: slots.ws,
        cause,
        noticed_after_minutes: slots.minutes,
        data_lost: random.chance(0.15),
        lesson,
      }
      diary.put(day + 1, {
        key: `postmortem/${job.name}/${isoDay(day)}`,
        value,
        child: ['ops'],
        isAnother: true,
        truth,
      })
    }
  }
}

// biome-ignore format: as it reads best
const REMARKS = [
  '{job} feeds {feeds} and comes from {source}. Owner: {owner}',
  'Marta wants to hear of {job} only when {feeds} [is wrong|is late], not when it is slow',
  '{owner} may change {job} without asking her; everybody else asks',
  'The schedule of {job} is {n} minutes past the hour, because {source} need [their|some] time',
  'Runs of {job} are kept for {n}0 days, then only the counts',
  '{job} costs {n}{n2} euros a month, [half of it storage|most of it at night|too much, she says]',
  '{job} runs in {ws}; the copy in [Staging|the sandbox] is older and [not to be trusted|does not count]',
  'Rows of {job} that cannot be read go to a table of their own; {owner} looks at it on {weekday}s',
  'If {job} fails at the weekend it waits until Monday[, unless {feeds} needs it|]',
  'Backfill of {job} [before|since] {year}: {n} hours at night, one park after the other',
  'A new column in {job}: {column}. {owner} tells {feeds}',
  '{owner} is tired of {job}. Give it to [somebody younger|two people|{other}] by summer',
]
// biome-ignore format: as it reads best
const COLUMNS = ['source_version', 'is_estimated', 'received_at', 'park_code', 'quality', 'sensor_id', 'operator_note', 'utc_offset', 'curtailed_kwh', 'nacelle_direction']

export function jobRemarks(diary: Diary) {
  const { random } = diary
  const deck = random.deck(JOBS.flatMap((job) => REMARKS.map((remark) => ({ job, remark }))))
  return (day: number) => {
    const { job, remark } = deck()
    const text = random.say(remark, {
      job: job.name,
      feeds: job.feeds,
      source: job.source,
      owner: job.owner,
      n: random.int(2, 9),
      n2: random.int(10, 99),
      ws: random.pick(WORKSPACES).name,
      weekday: random.pick(['Monday', 'Wednesday', 'Friday']),
      year: random.pick(['2023', '2024', '2025']),
      column: random.pick(COLUMNS),
      other: random.pick(TEAM).name,
    })
    diary.put(day, {
      key: `job_${job.name}`,
      value: { text },
      isAnother: true,
      child: random.chance(0.5) ? ['ops'] : [],
      truth: { about: `job ${job.name} ${remark}`, says: text },
    })
  }
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
