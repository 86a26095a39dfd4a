// Life outside the office: family, flat, kitchen, books, the dog, the boat, the knee.
import { type Diary, dayText, dec, isoDay, keyDay, keyMonth, monthText, type Plain } from './diary'
import { uuid } from './rules'

/** First word of the key, and what is said. */
type Remark = readonly [slug: string, template: string]

// biome-ignore format: one remark a line
const FAMILY: readonly Remark[] = [
  ['lucia_week', 'Lucía [has a concert|has swimming|is at a birthday party|sleeps at Mila’s|has a dress rehearsal] on {day}; [Jonas drives|Marta fetches her|bring the blue bag|back at {n2}]'],
  ['lucia', 'Lucía [will not eat mushrooms any more|wants to be called Lu at school|reads comics under the blanket|has lost a tooth|is afraid of the lift|collects ferry tickets|wants a room without a window|has a friend in Cádiz she writes to]'],
  ['lucia_school', 'Lucía’s teacher, Frau Wiebke Thamm, wants [five euros for the museum|old newspapers|a parent for the walk|a jar of buttons|the form about photographs] by {day}'],
  ['lucia_size', 'Lucía’s [shoes|rubber boots|ballet shoes] are size {size}, [bought in {month}|and will not last until spring|wide|a little large]'],
  ['lucia_marks', 'Lucía has a [one|two|three] in [mathematics|German|sport|music], [of her own accord|after much practice|and does not want it talked about]'],
  ['lucia_wish', 'Lucía wishes for [a compass|a hamster, which she will not get|roller skates|a real knife|the book about whales|a week without shoes] [for her birthday|for Christmas|at once]'],
  ['lucia_doctor', 'Lucía: [ear, drops for {n} days|vaccination due in {month}|glasses, only for the blackboard|plaster off on {day}|no strawberries for now]'],
  ['lucia_said', 'Lucía said that [wind is made by trees|turbines are shy at night|Boje understands Spanish|Fridays are green|her mother works in the sky]; to be kept'],
  ['jonas', 'Jonas [is at the yard until nine|has the van|is in Flensburg with the masts|delivers the boat|sings in the choir] on {day}'],
  ['jonas_habits', 'Jonas and she [do not talk about work after eight|take turns with cooking, odd days are hers|have Wednesday evening to themselves|speak Spanish when Lucía should not hear it, which no longer works]'],
  ['jonas_order', 'Jonas has an order for [a dinghy|{n} oars|a mast|the floor of a cutter] until {month}; [evenings are hers|no holidays before that|he is glad of it]'],
  ['jonas_mother', 'Jonas’s mother in Husum [has a new hip|sends socks|wants to see the dog|is on the island until {day}|plays cards with Hauke Brodersen]'],
  ['father', 'Her father {papa}'],
  ['mother', 'Her mother {mama}'],
  ['parents_house', 'The house in Zahara: [the pump|the gate|the roof on the sea side|the lemon tree|the neighbour’s donkey] [is Álvaro’s business|needs {n} hundred euros|waits for the summer|is done]'],
  ['alvaro', 'Álvaro [calls on Sundays|has sold the motorbike|comes to Hamburg in {month}|owes her for the roof|wants to open a second shop|has a girlfriend nobody may know of], [do not remind him|ask about the shop|he says|since {month}]'],
  ['nico', 'Her nephew Nico [starts university|has passed|wants to work at a park in summer|sleeps on the sofa for two weeks in {month}|has changed from law to physics|needs a letter for the landlord]'],
  ['gesa', 'Gesa from next door [has the key|waters the plants until {day}|takes parcels until six|has a cough, ring before coming|is eighty-one and drives|wants nothing for it but sherry|has fallen out with the man on the second floor]'],
  ['landlady', 'Frau Tietjen, the landlady, [comes about the heating on {day}|raises the rent by {n} euros|has nothing against the dog, in writing|wants the bicycles out of the hall|sells nothing as long as she lives]'],
  ['malaika', 'Malaika [is her oldest friend in Hamburg|has moved to Altona|is godmother of Lucía|cannot have gluten|has a new job at the harbour museum|sleeps badly]; [dinner on {day}|write to her|she knows about the knee|ring, do not write]'],
  ['boje', 'Boje [weighs {kg} kilos|limps on the left|must not have chicken|is afraid of the vacuum cleaner|has eaten a sock|has to lose a kilo|hears less than he pretends], says Dr. Kröger'],
  ['boje_care', 'Boje’s [vaccination|tablets|claws|insurance|tax]: [due in {month}|every four weeks|{n} euros a year|ask Dr. Kröger|paid until {month} {year}]'],
  ['boje_days', 'Boje is with [Gesa|Sönke|Jonas at the yard|the kennel in Rissen] from {day} for {n2} days'],
  ['aunt_pilar', 'Aunt Pilar [sends oil in {month}, five litres|calls at dinner time|is eighty on {day}|will not fly|has had the cataract done|knits for Boje|wants the good photograph of Lucía]'],
  ['cousins', '[Cousin Inés marries in {month}|The cousins in Jerez fight about the bodega|Cousin Paco paints the house blue|Cousin Inés expects twins], [no present before it is official|take no side|fly on {day}|send flowers]'],
  ['holidays', 'Holidays: [Zahara in August|the Danish South Sea with the boat|a week in the Harz|nothing booked yet|Cádiz at Easter], [{n2} days|with Malaika|without the laptop|Boje comes along|Lucía decides]'],
  ['christmas', 'Christmas: [{n2} people at the table|fish on the 24th|Three Kings counts more than Christmas Eve|Jonas’s mother comes|no lists, one present each|the crib from Cádiz is on top of the wardrobe]'],
  ['choir', 'The choir [rehearses on Tuesdays again|sings in St. Trinitatis on {day}|has lost its second tenor to Bremen|wants {n} euros for the notes]; [she sings alto|she misses every second time|Jonas sings bass]'],
  ['money', 'The [joint account|savings book of Lucía|loan for the boat|account in Cádiz]: [{n} euros a month|ends in {month} {year}|both sign|Jonas looks after it|the bank wants a signature]'],
  ['car', 'No car of their own: [the shared one stands in the Bahrenfelder Straße|card number {n}{n2}|book it by Thursday for the weekend|the child seat is in the cellar|Lucía gets sick in the back]'],
]
// biome-ignore format: one list a line
const PAPA = ['hears badly on the left; sit on his right', 'has a new phone and answers with the torch', 'grows tomatoes on the roof and counts them', 'has his eyes done in the spring', 'repairs clocks and does not give them back', 'wants the newspaper on paper, on Saturdays', 'tells the story of the lighthouse; let him', 'may not have salt, and has it', 'has written down everything about his heart tablets, in red', 'wants to see a turbine from inside once', 'is teaching Lucía chess by telephone', 'does not use the stick', 'has voted and will not say for whom', 'sleeps after lunch, ring at five', 'keeps the keys of the boat that was sold in 1998', 'has a good word for Jonas since the table', 'is seventy-eight on the 14th of May']
// biome-ignore format: one list a line
const MAMA = ['wants to be called at six, Spanish time', 'has the keys of the house in Zahara', 'sends recipes by voice message, some of nine minutes', 'does not like surprises, least of all on her birthday', 'has started to swim again', 'asks for photographs of Lucía, on paper', 'was right about the boiler', 'will not come to Hamburg in winter', 'sends saffron in the letters', 'wants Marta to wear a hat', 'has a new hearing test, do not mention it', 'plays dominoes on Thursdays and is not to be reached', 'cannot open attachments, print them', 'will have her kitchen in green', 'has cooked for the whole street again', 'wants to know a week before who comes', 'reads the tide table aloud, as a joke']

// biome-ignore format: one remark a line
const FLAT: readonly Remark[] = [
  ['appliance', 'The [washing machine|boiler|kitchen tap|dishwasher|doorbell|fridge] [drips|beeps|was repaired on {day}|is under warranty until {month} {year}|is louder than it was|needs a part, {n} euros]'],
  ['bulbs', 'Bulbs for the [kitchen|hall|bathroom]: {watt} watts, screw, warm[; three in the drawer|; the shop in the Bahrenfelder has them|]'],
  ['bicycle', 'The bicycle [needs a new chain|is at Herr Özkan’s until {day}|has number {serial}|squeaks on the left|has a new saddle, the old one is in the cellar|was stolen and came back]'],
  ['keys', 'The [cellar key|key of the bicycle shed|second key of the boat|key for Gesa’s flat] is [on the red ring|with Gesa|in the blue jar|on the hook behind the coats], number {n}'],
  ['paint', 'Paint for the [hall|kitchen|balcony door]: {colour}, {n2} litres left[, from {month}|]'],
  ['bins', 'Bins: [paper on the second Tuesday|the glass is Jonas’s|the yellow one weekly|the green one is full of maple leaves|Christmas trees are taken on {day}|the new lid sticks]'],
  ['balcony', 'The balcony: [tomatoes|basil|the lemon tree from Cádiz|geraniums|the pepper plants], [water every other day|bring in before the frost|Boje digs|half of it to Gesa|not this year]'],
  ['house', 'In the house [somebody practises the tuba on Sundays|the lift is out until {day}|the stairs are painted in {month}|there is a new baby on the third floor|the caretaker is now Herr Blum]'],
  ['meter', '[Electricity|Gas|Water] meter on {today}: {meter}'],
  ['wifi', 'The router [has to be restarted on Mondays|stands behind the books|was changed on {today}|does not reach the balcony]; [Jonas knows the password|Malte has explained it twice|the box is in the cellar]'],
  ['furniture', 'The [sofa|big table|wardrobe|bunk bed|piano] [is {n} centimetres too long|goes to Nico|comes from Jonas’s grandmother|is to be tuned in {month}|needs two people and a van]'],
]
const COLOURS = ['Hafengrau', 'a white called Möwe', 'dark green, 6004', 'the yellow that looks different on the wall']

const KITCHEN = [
  'lentils with quince',
  'aubergines with honey',
  'potato omelette, thick',
  'salmorejo',
  'spinach with raisins',
  'artichokes from the pan',
  'rice with artichokes and no rabbit',
  'pumpkin soup with ginger',
  'cabbage pancakes as in Akita',
  'harira without meat',
  'bread from the iron pot',
  'Jonas’s pea soup',
  'chickpea stew',
  'baked celery',
  'plum cake on a tray',
  'olive oil cake',
  'leek tart',
  'kimchi rice',
  'beans in tomato',
  'gazpachuelo',
  'okra with lemon',
  'mushroom goulash',
]
const KITCHEN_SAYINGS = [
  '{dish}: [less salt|double the lemon|an hour longer|Lucía eats it|good cold on the next day|for eight people]',
  'Cooks {dish} [on Sundays|when her mother calls|for guests|after Tangier], [by weight|without a recipe|with the recipe on the fridge]',
  'Shopping for {dish}: [the market on Saturday|the Turkish shop|Pilar’s oil|the good flour]',
  'Never again {dish} [on a weekday|for Malaika|from that book]',
  '{dish} is what Lucía wants for her birthday',
  'Recipe for {dish}: [from Noura’s mother|from the back of the packet|her own], [{n} minutes|{grams} g for four|the oven at {oven}]',
]

// biome-ignore format: one work a line
const BOOKS = ['The Left Hand of Darkness', 'Nada by Carmen Laforet', 'The Summer Book', 'Middlemarch', 'La plaza del Diamante', 'The Rings of Saturn', 'Kitchen by Banana Yoshimoto', 'Buddenbrooks', 'Pippi, aloud to Lucía', 'The Shipping News', 'Season of Migration to the North', 'Olive Kitteridge', 'The Remains of the Day', 'Los santos inocentes', 'Heat by Bill Buford', 'The Wind-Up Bird Chronicle', 'A Time of Gifts', 'Wolf Hall', 'The Periodic Table', 'Austerlitz', 'The Housekeeper and the Professor', 'Momo, aloud to Lucía', 'Moby-Dick', 'The Leopard']
const BOOK_SAYINGS = [
  'Is reading {book}, [slowly|on the ferry|for the second time|because of Malaika]',
  '{book}: [put aside at page {page}|finished in one night|liked the sea in it|too many cousins|cried on the train]',
  'Wants [a book like|something after] {book}, [but shorter|with less weather|in Spanish]',
  'Lent {book} to [Gesa|Silke|her father|Olga] in {month}',
  'Has {book} twice; one is for [the library|Álvaro|the office shelf]',
]

const ROUTES = [
  'along the Elbe to Teufelsbrück',
  'twice round the Alster',
  'in the Volkspark',
  'through Övelgönne and back by ferry',
  'in Cádiz on the beach',
  'round the harbour in Husum',
  'on the dyke',
  'on the machine, because of ice',
]
const WEATHER = [
  'wind from the front both ways',
  'rain',
  'fog',
  'sun',
  'cold hands',
  'too warm',
  'nobody about',
  'school holidays',
]

const HEALTH = [
  'knee, physiotherapy',
  'dentist, check',
  'eyes',
  'blood test',
  'vaccination for Morocco',
  'skin',
  'knee, magnetic resonance',
  'shoulder, after the boat',
]
const DOCTORS = ['Dr. Lim', 'Dr. Petersen', 'Frau Rautenberg', 'the practice in the Ottenser Hauptstraße', 'Dr. Aydın']
const BOAT = [
  'The boat, Sturmvogel, [lies in Wedel, berth {n}|goes into the water on {day}|needs a new sheet|leaks at the stern tube]',
  'Sailed to [Glückstadt|Stade|Helgoland|Cuxhaven] with Sönke, [force {n}|becalmed|reefed twice|seasick, he not she]',
  'Sönke [has the engine key|wants to sell his half|is away in {month}|pays the berth this year]',
  'Antifouling for Sturmvogel: {n} litres, [black|before Easter|last year’s is hard]',
  'Charts of [the Elbe|the Danish South Sea|Helgoland] are from {year}, buy new ones',
]

const THINGS = [
  'rucksack',
  'rain trousers',
  'headphones',
  'bicycle light',
  'reading glasses',
  'office chair',
  'kettle',
  'coat for Lucía',
  'dog basket',
  'tent',
  'camera',
  'suitcase',
  'safety boots',
  'desk lamp',
  'e-reader',
  'pressure cooker',
]

export function family(diary: Diary) {
  const { random } = diary
  const deck = random.deck([...FAMILY, ...FAMILY, ...FLAT])
  const [papa, mama] = [random.deck(PAPA), random.deck(MAMA)]
  return (day: number) => {
    const [slug, template] = deck()
    const text = random.say(template, {
      ...common(diary, day),
      papa: template.includes('{papa}') ? papa() : '',
      mama: template.includes('{mama}') ? mama() : '',
    })
    const child = random.chance(0.15) ? ['home'] : []
    diary.put(day, {
      key: `${random.pick(['home', 'family', 'note'])}_${slug}`,
      value: { text },
      child,
      isAnother: true,
      hours: [6, 22],
      truth: { about: `home ${text}`, says: text },
    })
    if (!random.chance(0.1)) return
    const content = random.say('[Marta mentioned: {text}|From the chat on {today}: {text}|{text} (Marta, {today})]', {
      text,
      today: dayText(day),
    })
    const truth = { about: `home ${text}`, says: text }
    diary.put(day + random.int(0, 5), {
      key: uuid(diary),
      value: { kind: 'Memory', content: { content } },
      child: ['chat'],
      hours: [6, 22],
      truth,
    })
  }
}

export function leisure(diary: Diary) {
  const { random } = diary
  const dishes = random.deck(KITCHEN.flatMap((dish) => KITCHEN_SAYINGS.map((saying) => ({ dish, saying }))))
  const books = random.deck(BOOKS.flatMap((book) => BOOK_SAYINGS.map((saying) => ({ book, saying }))))
  const boat = random.deck(BOAT)
  const put = (day: number, key: string, value: Plain) =>
    diary.put(day, { key, value, isAnother: !key.startsWith('run_'), hours: [7, 22] })
  const kinds: ((day: number) => void)[] = [
    (day) => {
      const { dish, saying } = dishes()
      const text = random.say(saying, {
        ...common(diary, day),
        dish,
        grams: random.int(2, 9) * 100,
        oven: random.int(16, 23) * 10,
      })
      put(day, `recipe_${slug(dish)}`, { text: text.charAt(0).toUpperCase() + text.slice(1) })
    },
    (day) => {
      const { book, saying } = books()
      put(day, `book_${slug(book.split(/ by |,/)[0] ?? '')}`, {
        text: random.say(saying, { ...common(diary, day), book, page: random.int(20, 340) }),
      })
    },
    (day) =>
      put(day, `run_${keyDay(day)}`, {
        date: isoDay(day),
        km: dec(random.int(40, 180) / 10),
        minutes: random.int(26, 118),
        route: random.pick(ROUTES),
        weather: random.pick(WEATHER),
        knee: random.pick(['good', 'good', 'stiff', 'swollen afterwards']),
      }),
    (day) => put(day, 'boat', { text: random.say(boat(), common(diary, day)) }),
    (day) => {
      const thing = random.pick(THINGS)
      put(day, `bought_${slug(thing)}`, {
        item: thing,
        bought: isoDay(day),
        price: dec(random.int(12, 420) + random.int(0, 99) / 100, 2),
        currency: 'EUR',
        warranty_years: random.int(0, 3),
        receipt: random.pick(['mail', 'paper, in the folder', 'lost']),
      })
    },
    (day) =>
      put(
        day,
        `health_${keyMonth(day)}`,
        random.chance(0.5)
          ? {
              what: random.pick(HEALTH),
              with: random.pick(DOCTORS),
              date: isoDay(day + random.int(3, 40)),
              time: `${random.int(8, 16)}:${random.pick(['00', '15', '30', '45'])}`,
              bring: random.pick(['the card', 'the pictures', 'nothing', 'the list of tablets']),
            }
          : {
              text: random.say(
                '[{what}: {who} says patience|{who} about the {what}: come back in {month}|After the {what} no running for {n} days|{what} on {day} with {who}, she is afraid of it]',
                { ...common(diary, day), what: random.pick(HEALTH), who: random.pick(DOCTORS) },
              ),
            },
      ),
  ]
  const deck = random.deck([0, 0, 0, 1, 1, 2, 2, 3, 4, 5])
  return (day: number) => kinds[deck()]?.(day)
}

function common({ random }: Diary, day: number) {
  return {
    day: dayText(day + random.int(2, 30)),
    month: monthText(day + random.int(20, 120)),
    year: isoDay(day + 200).slice(0, 4),
    n: random.int(3, 29),
    n2: random.int(2, 9),
    today: dayText(day),
    size: random.int(31, 36),
    kg: random.int(18, 23),
    watt: random.pick([4, 6, 8]),
    serial: `HH ${random.int(1000, 9999)}`,
    colour: random.pick(COLOURS),
    meter: random.int(41_000, 58_000),
  }
}

export function slug(text: string): string {
  const name = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')
  return name === '' ? 'it' : name
}
