// What was said in calls and meetings about work: topic, what came out of it, what is to be done next.
import { type Diary, dayText, isoDay, keyDay, weekdayText } from './diary'
import { byThen, first, gridBy, HOUSE, OUTSIDE, PARKS, type Person, slugOf, TEAM } from './world'

const outside = (...roles: string[]) =>
  OUTSIDE.filter(({ role, org }) => roles.some((one) => `${role} ${org}`.includes(one)))
const GRID = outside('curtailment desk', 'grid connection', 'dispatch', 'market data', 'grid operations')
const SERVICE = outside('service manager', 'maintenance planner', 'vessel planner', 'met mast')
const LEADS: readonly Person[] = PARKS.map(({ name, lead }) => ({
  name: lead,
  role: 'site lead',
  org: name,
  city: name,
}))

type Topic = { about: string; slug: string; with: readonly Person[]; out: readonly string[]; next: readonly string[] }

// biome-ignore format: one topic a line
const TOPICS: readonly Topic[] = [
  { about: 'curtailment data', slug: 'curtailment', with: GRID, out: ['the files come hourly from the first of next month', 'nobody can say why the volumes of last week are missing', '[{who}|The other side] will send corrections only once a month, which Marta does not accept', 'the time stamps are local time after all, not UTC'], next: ['ask for the February files again', 'let Mette compare one week by hand', 'write down what was agreed, in two sentences'] },
  { about: 'the yearly budget', slug: 'budget', with: HOUSE, out: ['travel is cut by a fifth, tools stay', 'she gets one more engineer, not two', 'cloud costs are to be shown for each park', 'the reserve for repairs moves to the second half of the year'], next: ['send numbers in thousands', 'name three things that could be dropped', 'no new contracts before the board has met'] },
  { about: 'the forecast error', slug: 'forecast_error', with: [...TEAM, ...outside('Météo')], out: ['it is worst on the two days after a front', 'the new model is better at sea and worse in the Sierra', 'half of it is wrong availability, not wrong wind', 'nobody had looked at the night hours separately'], next: ['show it for each park, not on average', 'Olga tries last year’s weather with this year’s model', 'keep the old model running beside it until spring'] },
  { about: 'the move to the new workspace', slug: 'workspace_move', with: TEAM, out: ['jobs move first, dashboards last', 'two of the notebooks cannot be read by anybody any more', 'the old one stays open for reading until the end of the quarter', 'permissions were copied by hand and three people are missing'], next: ['list what nobody has opened in a year', 'freeze changes for the weekend', 'tell the trading desk a week before'] },
  { about: 'on-call', slug: 'on_call', with: TEAM, out: ['one week each, handed over on Tuesdays at ten', 'whoever is called at night starts at eleven', 'the Danish colleagues will not be called for Spanish parks', 'three of five alarms at night needed nobody'], next: ['mute alarms that repeat within ten minutes', 'put the phone numbers on one page', 'ask in May whether people still want it so'] },
  { about: 'the blade inspections', slug: 'blades', with: [...SERVICE, ...LEADS], out: ['the drone flies below nine metres a second only', 'pictures come with the wrong turbine numbers', 'two cracks are old and only look worse in the sun', 'leading edges are worn after four winters instead of eight'], next: ['rename the pictures before they are loaded', 'have one turbine looked at by rope for comparison', 'ask the maker what they pay'] },
  { about: 'sharing data with the universities', slug: 'universities', with: HOUSE, out: ['ten-minute means may leave the house, raw data may not', 'they want three years and get one', 'the contract forgets to say who publishes', 'a student may sit with the team for six months'], next: ['Caro looks at the contract', 'make a copy without positions', 'answer them before the term begins'] },
  { about: 'the access rights', slug: 'access', with: [...HOUSE, ...TEAM], out: ['eleven people have rights they no longer need', 'contractors lose theirs on the last day, not the month after', 'nobody may give rights to themselves, she neither', 'the shared account for the control room is to go'], next: ['go through the list every first Monday of a quarter', 'let Yusuf see the list before the auditors do', 'tell people before their rights go'] },
  { about: 'the maintenance plan', slug: 'maintenance', with: [...SERVICE, ...LEADS], out: ['gearboxes first, paint later', 'two weeks in June are lost to the bird season', 'the crane is ours from the 9th to the 20th and nobody else’s', 'oil changes move to every eighteen months'], next: ['put it into the calendar of the control room', 'ask what a week of delay costs', 'no work on Fridays after two'] },
  { about: 'night alarms', slug: 'night_alarms', with: TEAM, out: ['converter warnings wake nobody from now on', 'the worst one is a sensor and not a fault', 'a second alarm for the same turbine is only written down', 'the control room wants a sound and the engineers want none'], next: ['count them for a month', 'test the new rule at Vesterhede first', 'ask the night shift and not the day shift'] },
  { about: 'the new hires', slug: 'hiring', with: [...HOUSE, ...TEAM], out: ['the second candidate asks better questions than the first', 'somebody who writes well is worth more than another tool', 'the salary is the problem, not the work', 'start in April, after the audit'], next: ['let two people of the team talk to them alone', 'answer within a week, also the ones we do not take', 'ask for something they have written'] },
  { about: 'insurance', slug: 'insurance', with: [...HOUSE, ...LEADS], out: ['lightning counts only with a record from the network', 'the excess goes up to forty thousand for each turbine', 'photographs are needed from before the damage', 'they pay for the crane but not for the waiting'], next: ['send the lightning log of July', 'ask for the offer in writing', 'keep every picture for ten years'] },
  { about: 'the warranty', slug: 'warranty', with: outside('Halvorsen', 'Alisio'), out: ['the maker counts availability in their own way', 'it ends in March and not in December, as everybody believed', 'the power curve is below what was promised by two percent', 'they offer parts instead of money'], next: ['let Gonzalo draw the curve again', 'Caro reads clause nine', 'say nothing about the money yet'] },
  { about: 'dashboards', slug: 'dashboards', with: TEAM, out: ['forty of them, and six are looked at', 'the board wants one page, on paper', 'colours are to mean the same everywhere', 'the control room reads numbers, the board reads arrows'], next: ['remove what nobody has opened since summer', 'show one park to one site lead and listen', 'no pie charts'] },
  { about: 'costs in the cloud', slug: 'cloud_costs', with: [...TEAM, ...outside('cloud')], out: ['a third is one job that runs too often', 'storage is cheap and reading it is not', 'the reserved capacity is used on weekdays only', 'nobody had turned the test cluster off since March'], next: ['turn things off at seven in the evening', 'ask for the price of the smaller machines', 'tag everything with the name of a park'] },
  { about: 'what the neighbours say', slug: 'neighbours', with: LEADS, out: ['they hear it with wind from the east and at night', 'the shadow lasts twenty minutes and is in the contract', 'they want to see the numbers, not an expert', 'the mayor is for it and says so only in private'], next: ['publish the measurements by month', 'come to the meeting in the fire station', 'write in plain words'] },
  { about: 'the trainee’s project', slug: 'trainee', with: TEAM, out: ['too big by half', 'good questions, and afraid of asking them', 'the first version works and nobody told her', 'may present it herself'], next: ['half an hour every Thursday', 'let her break something in the sandbox', 'give her one park and not all'] },
  { about: 'time stamps', slug: 'time_stamps', with: TEAM, out: ['everything in UTC, and only the page shows local time', 'the hour in October exists twice and the job knows it once', 'Japan sends the end of the interval, all others the beginning', 'a turbine in Tarfaya lives in 1970'], next: ['write it on the first page of the handbook', 'a test for the last Sunday in October', 'ask the park servers for their clock'] },
  { about: 'ice', slug: 'ice', with: [...LEADS, ...outside('Alisio')], out: ['stopping costs less than one claim', 'the heaters work on three of four blades', 'walkers ignore the signs at weekends', 'the sensor sees ice an hour too late'], next: ['stop by forecast and not by sensor', 'put up signs in Spanish and English', 'ask the forestry office about the path'] },
  { about: 'the audit', slug: 'audit', with: [...HOUSE, ...outside('auditor')], out: ['they want the log of who changed what, for a year', 'twelve findings, two of them fair', 'screenshots are no proof', 'the next one is in October and about contractors'], next: ['write down how a limit is changed', 'one folder, one name, one year', 'answer only what is asked'] },
  { about: 'birds', slug: 'birds', with: [...outside('bird radar'), ...LEADS], out: ['the radar sees storks and mistakes rain for starlings', 'stopping takes forty seconds, the vulture takes thirty', 'the authority counts dead birds and not stops', 'the migration was early by ten days'], next: ['count stops and minutes, not only stops', 'ask for the radar’s raw pictures', 'invite the authority for a day'] },
  { about: 'pictures from above', slug: 'imagery', with: [...outside('imagery'), ...TEAM], out: ['one picture a week is enough', 'clouds over the Sierra in half of them', 'the shadows help more than the colours', 'they may not be shown outside'], next: ['order Tarfaya only', 'compare with the drone once', 'say what it is for before ordering'] },
  { about: 'the price of the forecast', slug: 'forecast_price', with: [...outside('Météo'), ...HOUSE], out: ['they want four percent more and give a year longer', 'the hourly feed is extra, which nobody knew', 'cheaper without Japan', 'they fear we leave'], next: ['let them wait until the quarter ends', 'ask what others pay', 'Olga lists what we really use'] },
  { about: 'the crew boat', slug: 'crew_boat', with: [...outside('vessel'), ...LEADS.filter(({ org }) => /Borkum|Noshiro|Oga/.test(org))], out: ['four days of waiting in one month', 'the new skipper goes out at two metres and the technicians do not', 'fuel costs more than the people', 'the harbour master wants a list by name'], next: ['decide at five in the morning and not at seven', 'share a boat with the neighbours', 'pay waiting days by the hour'] },
  { about: 'safety', slug: 'safety', with: [...LEADS, ...HOUSE], out: ['two people at every climb, without exception', 'the rescue took eleven minutes in the drill', 'helmets are older than five years at three parks', 'nobody reads the long form, everybody reads the card'], next: ['one page in each language', 'a drill without announcement in spring', 'buy helmets in small sizes too'] },
  { about: 'the yearly talk', slug: 'yearly_talk', with: TEAM, out: ['more responsibility and fewer meetings, please', 'everything may stay as it is', 'has thought of leaving, and says so', 'content, and underpaid'], next: ['talk to Inga about the salary', 'ask again in three months', 'put one thing in writing and keep it'] },
  { about: 'meters', slug: 'meters', with: [...GRID, ...TEAM], out: ['two meters count the same line', 'the difference is the transformer’s own use', 'readings are rounded to ten', 'the calibration ends in autumn'], next: ['read both by hand on the same day', 'write to the grid before they write', 'put the calibration into the calendar'] },
  { about: 'spare parts', slug: 'spare_parts', with: [...SERVICE, ...LEADS], out: ['the bearing takes nineteen weeks', 'two makers use the same pump under other names', 'Husum has four converters that fit nowhere any more', 'customs in Tangier wants the papers in French'], next: ['keep one bearing for each type', 'sell the four converters', 'ask Said before sending anything'] },
]

// biome-ignore format: one opening a line
const OPENINGS = [
  '[Call|Short call|Video call|Meeting] with {who} ({org}) about {about}: {out}',
  'Spoke with {who} about {about}. {Out}',
  '{who} on {about}: {out}',
  'On {about}, {who} [says|puts it like this|in one sentence]: {out}',
  'From [the call|the meeting] on {date} about {about}: {out}',
  '{About} again: {out} ({who})',
  'Agreed with {who}, {role}: {out}',
  'What [she|Marta] takes from the talk with {who} about {about}: {out}',
]

/** One meeting, kept by the note taker or by the mail agent, at times by both in their own words. */
export function calls(diary: Diary) {
  const { random } = diary
  const topics = random.deck(TOPICS.flatMap((topic) => topic.out.map((out) => ({ topic, out }))))
  const openings = random.deck(OPENINGS)
  return (day: number) => {
    const { topic, out: said } = topics()
    const who = byThen(random.pick(topic.with), day)
    const out = random.say(said, { who: who.name })
    const slots = {
      who: who.name,
      org: who.org,
      role: who.role,
      date: dayText(day),
      about: topic.about,
      About: upper(topic.about),
      out,
      Out: upper(out),
    }
    const next = random.chance(0.55) ? random.pick(topic.next) : null
    const text = `${random.say(openings(), slots)}${next === null ? '' : random.say('. [Next|To do|She wants to]: {next}', { next })}`
    const key = `${random.pick(['call', 'note', 'meeting'])}_${topic.slug}_${random.chance(0.5) ? keyDay(day) : slugOf(first(who.name))}`
    const truth = { about: `call ${day} ${topic.slug}`, says: out }
    diary.put(day, { key, value: { text }, isAnother: true, truth, child: random.chance(0.3) ? ['work'] : [] })
    if (random.chance(0.16)) {
      const summary = random.say('[{who} of {org}, {weekday}|Mail thread with {who}|{who}, {role}]: {about}. {Out}.', {
        ...slots,
        weekday: weekdayText(day),
      })
      const value = { summary, from: who.name, received: isoDay(day), ...(next === null ? {} : { open: next }) }
      diary.put(day + random.int(0, 2), {
        key: `mail_${topic.slug}_${keyDay(day)}`,
        value,
        isAnother: true,
        child: ['inbox'],
        truth,
      })
    }
  }
}

/** Site visits and site calls: what the lead of one park reports. */
export function sites(diary: Diary) {
  const { random } = diary
  const deck = random.deck(PARKS.flatMap((park) => SITE_REMARKS.map((remark) => ({ park, remark }))))
  return (day: number) => {
    const { park, remark } = deck()
    const slots = {
      park: park.name,
      lead: park.lead,
      trouble: park.trouble,
      turbines: park.turbines,
      maker: park.maker,
      n: random.int(2, 9),
      day: dayText(day),
      grid: gridBy(park, day),
    }
    const text = random.say(remark, slots)
    const truth = { about: `site ${park.slug} ${day}`, says: text }
    diary.put(day, {
      key: `${park.slug}_${random.pick(['site', 'report', 'news'])}_${keyDay(day)}`,
      value: { text },
      isAnother: true,
      truth,
    })
  }
}

// biome-ignore format: one remark a line
const SITE_REMARKS = [
  '{lead} reports from {park}: [quiet week|nothing broken|all quiet], apart from {trouble}',
  'At {park} {n} of {turbines} turbines stood still on {day}, [planned|because of {trouble}|for the yearly service]',
  '{lead} wants a second [van|ladder|laptop|pair of hands] at {park} and has asked {n} times',
  '{park}: visitors on {day}, a school class of {n}0. {lead} asks for helmets in small sizes',
  'The {maker} at {park} do better than promised [this month|in weak wind|since the update], says {lead}',
  '{lead} is away from {day} for {n} days; at {park} ask [the service firm|the control room|the deputy]',
  'Complaint at {park} about {trouble}. {lead} answers it and sends Marta a copy',
  'Photographs of {park} for the yearly report: {lead} has taken {n}, the one with the sheep is best',
  'At {park} the gate code changes on the first of each month; {lead} sends it by phone, never by mail',
  '{grid} wants {park} to [reduce|hold back] {n} megawatts on Sunday afternoons. {lead} agrees under protest',
  '{lead} prefers a call [before eight|after the morning round] to a mail, as everybody at {park} does',
  '{park} has new neighbours: {n} [horses|beehives|camper vans|solar fields]. {lead} finds them pleasant',
  'First aid course at {park} on {day}, {n} places left; {lead} keeps one for Marta',
  'Internet at {park} failed for {n} hours. {lead} drove the readings to town on a stick',
]

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
