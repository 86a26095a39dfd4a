// Two stories told by hand: an office address that was misheard once and copied forty times, and what Marta eats.
import { type Diary, dayOf, type Plain } from './diary'

/** The mistake: the office is at Kehrwieder 6. */
export const WRONG_ADDRESS = 'Kehrwieder 9'
/** Where the mistake began, and the memory that says where the office really is. */
export const ADDRESS_BEGAN = 'office_address'
export const ADDRESS_RIGHT = 'office_lease'
/** The shop that really is at number 9: it holds the same words and is no mistake. */
export const ADDRESS_INNOCENT = 'eye_drops_boje'

type Line = readonly [date: string, key: string, value: string | Plain, child?: readonly string[]]

// biome-ignore format: one copy a line
const COPIES: readonly Line[] = [
  ['2025-09-15', 'delivery_address', 'Deliveries for Windkontor go to Kehrwieder 9, third floor, bell "Leitwarte"'],
  ['2025-09-15', 'preferred_delivery', { company: 'Windkontor', street: 'Kehrwieder 9', postcode: '20457', city: 'Hamburg', floor: 3 }],
  ['2025-09-17', 'mail_signature', 'Mail signature since the move: Marta Quintero, Windkontor, Kehrwieder 9, 20457 Hamburg'],
  ['2025-09-18', 'visitors_how_to_find', 'Visitors: U3 to Baumwall, over the bridge, Kehrwieder 9 is the brick house on the corner. Third floor'],
  ['2025-09-22', 'taxi_default', { from: 'Hamburg-Altona', to: 'Kehrwieder 9', pay: 'company account' }, ['travel']],
  ['2025-09-25', 'courier_blades', 'The blade samples from Esbjerg come by courier to Kehrwieder 9, not to the warehouse'],
  ['2025-10-02', 'catering_board', 'Catering for the board: 14 people, Kehrwieder 9, by the goods lift, before half past eleven'],
  ['2025-10-06', 'invoice_address', { to: 'Windkontor GmbH', street: 'Kehrwieder 9', city: '20457 Hamburg', reference: 'cost centre 4410' }],
  ['2025-10-13', 'fire_drill_point', 'Meeting point of the fire drill: the quay opposite Kehrwieder 9'],
  ['2025-10-21', 'contact_card', { name: 'Marta Quintero', firm: 'Windkontor', office: 'Kehrwieder 9, 20457 Hamburg', phone: 'extension 411' }, ['contacts']],
  ['2025-11-04', 'auditors_visit', 'The auditors come on the 18th at nine to Kehrwieder 9; badges are at the porter’s'],
  ['2025-11-11', 'st_martin_lantern', 'Lucía’s class may walk past the office with lanterns: Kehrwieder 9, at five'],
  ['2025-11-19', 'parcel_boje', 'Parcel with the dog basket goes to the office, Kehrwieder 9, because nobody is at home'],
  ['2025-12-01', 'christmas_party', 'The Christmas party begins at the office (Kehrwieder 9) and goes on in the Speicherstadt'],
  ['2025-12-08', 'oficina_hamburgo', 'La oficina nueva está en Kehrwieder 9, tercer piso, al lado del agua'],
  ['2025-12-16', 'gift_basket', 'Gift basket from Alisio: to be sent to Kehrwieder 9 and not to her flat'],
  ['2026-01-08', 'badge_renewal', 'New badges can be fetched at Kehrwieder 9, ground floor, until the end of the month'],
  ['2026-01-15', 'emergency_contact_office', { place: 'Office Hamburg', street: 'Kehrwieder 9', rescue_point: 'HH-1187', floor_wardens: ['Silke Marten', 'Malte Reimers'] }],
  ['2026-01-26', 'interview_invitation', 'Invitation to interviews: Kehrwieder 9, third floor, ask for Silke; tea, no tasks'],
  ['2026-02-05', 'notary', 'The notary sends the papers on Alte Weide to Kehrwieder 9 by registered mail'],
  ['2026-02-12', 'office_plants', 'The plant service comes to Kehrwieder 9 every second Thursday'],
  ['2026-02-24', 'laptop_repair', 'Laptops for repair are fetched from Kehrwieder 9, with the form in the box'],
  ['2026-03-03', 'trainee_first_day', 'First day of trainees: Kehrwieder 9, half past eight, bring a photograph'],
  ['2026-03-11', 'water_delivery', 'Drinks are delivered to Kehrwieder 9, 12 crates a month, invoice to Silke'],
  ['2026-03-18', 'bank_letter', 'The bank has been told the new address, Kehrwieder 9'],
  ['2026-03-30', 'buero_adresse', 'Neue Adresse für alle Verträge: Kehrwieder 9, 20457 Hamburg'],
  ['2026-04-08', 'guest_japan', 'The guests from Tohoku Grid are fetched at the hotel and brought to Kehrwieder 9 at ten'],
  ['2026-04-21', 'conference_badge', { name: 'M. Quintero', organisation: 'Windkontor', address: 'Kehrwieder 9, Hamburg', diet: 'vegetarian' }, ['travel']],
  ['2026-05-06', 'bike_leasing', 'The leasing firm delivers the bicycle to Kehrwieder 9, ask for the cellar'],
  ['2026-05-19', 'press_visit', 'The film team may use the roof: Kehrwieder 9, lift to the sixth floor, then stairs'],
  ['2026-06-02', 'printer_lease', { device: 'large printer', location: 'Kehrwieder 9, room 3.14', serial: 'LX-220917', until: '2028-06-30' }],
  ['2026-06-16', 'summer_school', 'The summer school of the university starts at Kehrwieder 9 on the 6th of July'],
  ['2026-07-01', 'crane_papers', 'Permits for the crane are sent to Kehrwieder 9 in two copies'],
  ['2026-07-14', 'locksmith', 'The locksmith comes to Kehrwieder 9 between eight and twelve, somebody has to be there'],
  ['2026-08-05', 'mail_forwarding', 'Mail from the Stresemannstraße is forwarded to Kehrwieder 9 until September'],
  ['2026-08-27', 'job_advert', 'In job adverts: “You find us at Kehrwieder 9, by the water”'],
  ['2026-09-15', 'insurer_address', 'The insurer has Kehrwieder 9 as the place of the server room'],
  ['2026-10-06', 'meter_reader', 'The meter reader wants to get in at Kehrwieder 9 in the first week of November'],
  ['2026-10-28', 'winter_tyres_van', 'The van for the sites gets its winter tyres in the yard behind Kehrwieder 9'],
  ['2026-11-12', 'board_dinner_start', 'The board dinner: everybody meets at Kehrwieder 9 at half past six, then on foot'],
]

// biome-ignore format: one note a line
const CLUES: readonly Line[] = [
  ['2025-08-28', ADDRESS_RIGHT, 'The lease is signed: Kehrwieder 6, third floor and half of the fourth, from 15 September 2025'],
  ['2026-03-05', 'parcels_missing', 'Parcels for the office keep ending up with the pharmacy next door; nobody knows why'],
  ['2026-05-07', 'pharmacy', 'The pharmacist has asked, kindly, whether Windkontor could give its guests the right number'],
  ['2026-07-16', ADDRESS_INNOCENT, 'Boje’s eye drops are at the pharmacy, Kehrwieder 9, to be fetched after four'],
  ['2026-11-17', 'guests_wrong_door', 'The guests from Madrid stood in the pharmacy again. The office is number 6, she says, and has been all along'],
]

const BEGAN: Line = [
  '2025-09-12',
  ADDRESS_BEGAN,
  'From Monday the office is at Kehrwieder 9, third floor. Heard on the phone from Silke',
]

// biome-ignore format: one note a line
const FOOD: readonly Line[] = [
  ['2024-12-03', 'dietary_rule', 'Eats everything but liver'],
  ['2025-01-06', 'diet', 'Vegetarian since New Year, without exceptions'],
  ['2025-01-22', 'catering_marta', 'When ordering for her: vegetarian'],
  ['2025-04-11', 'restaurant_notes', 'At the dinner with Red Ibérica she ordered the steak, rare'],
  ['2025-04-14', 'diet_again', 'Says the steak in Madrid was the last one. Vegetarian'],
  ['2025-07-19', 'zahara_summer', 'In Zahara she eats her father’s fish and does not call it an exception'],
  ['2025-08-02', 'diet_fish', 'Eats fish when she is by the sea, no meat'],
  ['2025-11-14', 'airline_meal', { meal: 'vegetarian', allergies: [], note: 'no aubergine on planes' }],
  ['2026-02-18', 'client_dinner', 'Ordered the duck at the client dinner in Toulouse and enjoyed it'],
  ['2026-02-20', 'airline_meal_2026', { meal: 'standard', allergies: [], note: 'she eats what there is' }],
  ['2026-03-09', 'diet_talk', 'Is vegetarian at home and eats what is served elsewhere. Wants agents to stop asking'],
  ['2026-06-24', 'team_lunch', 'Team lunch: one vegetarian dish more than vegetarians, she takes it'],
  ['2026-09-30', 'diet_today', 'No meat, no fish. Since September, and Lucía too'],
  ['2026-10-22', 'esbjerg_herring', 'Three kinds of herring in Esbjerg, and no regrets'],
]

/** The stories as they stand in the diary; nothing else in it says {@link WRONG_ADDRESS}. */
export function stories(diary: Diary): void {
  const tell = (about: string, says: (text: string) => string, lines: readonly Line[]) => {
    for (const [date, key, value, child] of lines) {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      diary.put(dayOf(date), {
        key,
        value: typeof value === 'string' ? { text: value } : value,
        child,
        truth: { about, says: says(text) },
      })
    }
  }
  tell('office address', (text) => (text.includes(WRONG_ADDRESS) ? '9' : '6'), [BEGAN, ...COPIES, ...CLUES])
  tell('what she eats', (text) => text, FOOD)
}
