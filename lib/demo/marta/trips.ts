// Her journeys: booked, changed, made, paid for, learned from. One journey is written about by several agents.
import { type Diary, dayText, dec, isoDay, type Plain, weekdayText } from './diary'
import { PARKS, TEAM } from './world'

type Place = {
  city: string
  slug: string
  by: readonly string[]
  from: string
  hotels: readonly string[]
  why: readonly string[]
  food: readonly string[]
  park: string
  currency: string
}

// biome-ignore format: one place a line
const PLACES: readonly Place[] = [
  { city: 'Husum', slug: 'husum', by: ['train'], from: 'Hamburg-Altona', hotels: ['Altes Gymnasium', 'Zur grauen Stadt'], why: ['the fair', 'the warehouse', 'a talk with the service firms'], food: ['crab rolls at the harbour, without the crab', 'the bakery in the Norderstraße'], park: 'Kranichmoor', currency: 'EUR' },
  { city: 'Seville', slug: 'seville', by: ['flight via Madrid', 'flight'], from: 'Hamburg', hotels: ['Casa del Patio', 'her brother’s sofa'], why: ['the Iberian team', 'planning with Gonzalo', 'her parents, two days added'], food: ['spinach with chickpeas in the bar at the corner', 'orange cake from the convent'], park: 'Tarifa Levante', currency: 'EUR' },
  { city: 'Tarifa', slug: 'tarifa', by: ['flight to Jerez, then a car'], from: 'Hamburg', hotels: ['Dos Mares', 'La Residencia'], why: ['the bird radar', 'the yearly visit with Rocío', 'a film team that wants to see the stop'], food: ['tomatoes and bread, nothing else is needed', 'the place by the market, closed on Mondays'], park: 'Tarifa Levante', currency: 'EUR' },
  { city: 'Tangier', slug: 'tangier', by: ['ferry from Tarifa', 'flight via Casablanca'], from: 'Tarifa', hotels: ['Villa Andaluza', 'Hôtel du Détroit'], why: ['Noura’s team', 'customs and the spare parts', 'the agreement with the grid'], food: ['bissara for breakfast', 'seven vegetables on Friday at Noura’s mother’s'], park: 'Jbel Sendouq', currency: 'MAD' },
  { city: 'Tarfaya', slug: 'tarfaya', by: ['flight to Laâyoune, then a car'], from: 'Casablanca', hotels: ['the guest house of the park'], why: ['the insulators', 'the training of the night shift'], food: ['lentils at Fatima-Zahra’s', 'bring your own coffee'], park: 'Tarfaya Nord', currency: 'MAD' },
  { city: 'Akita', slug: 'akita', by: ['flight via Tokyo, then the Komachi'], from: 'Hamburg', hotels: ['Hotel by the station, room with a bath', 'ryokan in Oga'], why: ['the typhoon season', 'the yearly meeting with Tohoku Grid', 'Aiko’s last month there'], food: ['kiritanpo without the chicken, they know', 'inaniwa noodles'], park: 'Noshiro', currency: 'JPY' },
  { city: 'Aarhus', slug: 'aarhus', by: ['train', 'bus over the border'], from: 'Hamburg', hotels: ['Havnehotellet', 'Mette’s guest room'], why: ['noise measurements', 'the Danish market rules', 'a workshop on meters'], food: ['rye bread and pickled everything', 'the street food hall'], park: 'Horns Bakke', currency: 'DKK' },
  { city: 'Esbjerg', slug: 'esbjerg', by: ['train', 'car'], from: 'Hamburg', hotels: ['Sømandshjemmet'], why: ['Halvorsen Service', 'the warranty', 'a look at blades'], food: ['soup at the seamen’s home'], park: 'Vesterhede', currency: 'DKK' },
  { city: 'Madrid', slug: 'madrid', by: ['flight', 'night train by way of Paris, her own wish'], from: 'Hamburg', hotels: ['Pensión Lavapiés', 'Hotel Atocha'], why: ['Red Ibérica', 'the auction', 'a conference on forecasts'], food: ['the vegetarian place behind the station', 'churros at seven'], park: 'Sierra del Viento', currency: 'EUR' },
  { city: 'Toulouse', slug: 'toulouse', by: ['train by way of Paris', 'flight'], from: 'Hamburg', hotels: ['Hôtel des Ormes'], why: ['Météo Large and the price', 'their new ensemble'], food: ['cassoulet is not for her; the market is'], park: 'Los Alcornoques', currency: 'EUR' },
  { city: 'Frankfurt', slug: 'frankfurt', by: ['train'], from: 'Hamburg', hotels: ['back on the same day', 'Hotel am Zoo'], why: ['the auditors', 'the insurers'], food: ['green sauce with eggs'], park: 'Hohe Geest', currency: 'EUR' },
  { city: 'Dublin', slug: 'dublin', by: ['flight'], from: 'Hamburg', hotels: ['The Harding'], why: ['the cloud provider', 'a talk she gave'], food: ['brown bread, and only that'], park: 'Fehnlohe', currency: 'EUR' },
  { city: 'Borkum', slug: 'borkum', by: ['train and ferry'], from: 'Hamburg', hotels: ['the pilots’ house'], why: ['a day on the crew boat', 'Uwe’s twenty years'], food: ['tea with the cream left alone'], park: 'Borkumriff Süd', currency: 'EUR' },
]

const LEARNED = [
  'In {city} [take|ask for] a room to the [courtyard|back], [the street never sleeps|the bins come at five|the bells]',
  '{city}: {hotel} was [fine|loud|too far from everything|better than last time], [again|not again|only if nothing else is free]',
  'Food in {city}: {food}',
  'From {city} she [came back with a cold|brought six lemons|forgot the charger of the tablet|lost the blue scarf]',
  'The {by} to {city} was [late by {n} hours|on time, and the only one on time|cancelled; came a day later|full, and she stood]',
  'Next time in {city}: [one day more|no meetings on the first morning|take {who} along|see the lead of {park} first|walk instead of taxis]',
  '{city}, what came of it: {why} is settled[, apart from the price|, in writing|, and nobody believes it]',
  'In {city} [{who} interpreted|she spoke Spanish all day|the slides did not open|the microphone failed and it was better so]',
]

/** One journey, from the booking to what it taught; between three and seven memories. */
export function trips(diary: Diary) {
  const { random } = diary
  const places = random.deck(PLACES)
  const learned = random.deck(LEARNED)
  const counts = new Map<string, number>()
  return (day: number) => {
    const place = places()
    const count = (counts.get(place.slug) ?? 0) + 1
    counts.set(place.slug, count)
    const start = day + random.int(9, 28)
    const nights = random.int(1, 4)
    const name = `trip_${place.slug}_${isoDay(start).slice(0, 7).replace('-', '_')}`
    const [by, hotel, why] = [random.pick(place.by), random.pick(place.hotels), random.pick(place.why)]
    const slots = {
      city: place.city,
      by,
      hotel,
      why,
      from: place.from,
      start: dayText(start),
      weekday: weekdayText(start),
      end: dayText(start + nights),
      nights,
      who: random.pick(TEAM).name,
      food: random.pick(place.food),
      park: place.park,
      n: random.int(2, 6),
    }
    const says = `${isoDay(start)} ${nights}`
    const truth = { about: name, says }
    const booking: Plain = { city: place.city, date: isoDay(start), nights, by, hotel, purpose: why, booked: true }
    diary.put(day, { key: name, value: booking, child: ['travel'], truth, isAnother: true })
    if (random.chance(0.45))
      diary.put(day + 1, {
        key: `${name}_plan`,
        value: {
          text: random.say(
            '[{city} from {start} to {end}, {why}|{start}: {city} by {by}, {nights} nights|On {weekday} {start} to {city} for {why}; {hotel}]',
            slots,
          ),
        },
        isAnother: true,
        truth,
      })
    if (random.chance(0.3)) {
      const moved = start + random.int(1, 9)
      diary.put(day + random.int(2, 6), {
        key: `${name}_moved`,
        value: {
          text: random.say(
            '[{city} is moved: {moved} instead of {start}|The journey to {city} begins on {moved} and not on {start}|{city} now on {moved}; the booking of {hotel} must follow]',
            { ...slots, moved: dayText(moved) },
          ),
        },
        isAnother: true,
        truth: { about: name, says: `${isoDay(moved)} ${nights}` },
      })
    }
    if (random.chance(0.35))
      diary.put(start - 2, {
        key: `${name}_legs`,
        value: legs(diary, place, start, nights, by),
        child: ['travel'],
        isAnother: true,
        ttlDays: random.chance(0.3) ? 400 : undefined,
      })
    for (let at = random.int(1, 3); at > 0; at--)
      diary.put(start + nights + random.int(0, 3), {
        key: `${name}_${random.pick(['after', 'learned', 'note'])}`,
        value: { text: random.say(learned(), slots) },
        isAnother: true,
        hours: [8, 22],
      })
    if (random.chance(0.4))
      diary.put(start + nights + random.int(2, 8), {
        key: `expenses_${place.slug}_${isoDay(start)}`,
        value: {
          trip: name,
          amount: dec(random.int(80, 1400) + random.int(0, 99) / 100, 2),
          currency: place.currency,
          receipts: random.int(2, 14),
          paid_back: random.chance(0.6),
        },
        child: ['travel'],
        isAnother: true,
      })
  }
}

function legs({ random }: Diary, place: Place, start: number, nights: number, by: string): Plain {
  const time = () =>
    `${String(random.int(6, 20)).padStart(2, '0')}:${random.pick(['05', '18', '24', '32', '47', '51'])}`
  return {
    trip: {
      city: place.city,
      reason: random.pick(place.why),
      companions: random.chance(0.5) ? [random.pick(TEAM).name] : [],
    },
    legs: [
      {
        day: isoDay(start),
        from: place.from,
        to: place.city,
        by,
        leaves: time(),
        seat: random.pick(['12A', '7C', '61', 'car 8, 34']),
      },
      { day: isoDay(start + nights), from: place.city, to: place.from, by, leaves: time(), seat: null },
    ],
    hotel: {
      name: random.pick(place.hotels),
      code: `${random.pick(['HQ', 'MX', 'RR', 'TB'])}${random.int(1000, 9999)}`,
      breakfast: random.chance(0.6),
    },
    visits: [{ park: place.park, lead: PARKS.find((park) => park.name === place.park)?.lead ?? null, helmet: true }],
  }
}
