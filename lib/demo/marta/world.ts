// Marta Quintero's world: the parks she is responsible for, who runs them, her team, her suppliers, her pipelines. Nobody and nothing here is real.

/** A wind park: who runs it on site, who takes its power, and in what language both write. */
export type Park = {
  name: string
  /** For keys. */
  slug: string
  turbines: number
  maker: string
  country: 'DE' | 'ES' | 'MA' | 'DK' | 'JP'
  lead: string
  grid: string
  /** What people complain about there. */
  trouble: string
}

// biome-ignore format: one park a line
export const PARKS: readonly Park[] = [
  { name: 'Kranichmoor', slug: 'kranichmoor', turbines: 31, maker: 'Halvorsen H4', country: 'DE', lead: 'Hauke Brodersen', grid: 'Ingrid Sauer', trouble: 'the cranes in October' },
  { name: 'Hohe Geest', slug: 'hohe_geest', turbines: 22, maker: 'Halvorsen H3', country: 'DE', lead: 'Swantje Ketels', grid: 'Ingrid Sauer', trouble: 'the access road after rain' },
  { name: 'Borkumriff Süd', slug: 'borkumriff', turbines: 48, maker: 'Tenner Offshore 8', country: 'DE', lead: 'Uwe Lünsmann', grid: 'Ingrid Sauer', trouble: 'the crew boat above two metres of wave' },
  { name: 'Alte Weide', slug: 'alte_weide', turbines: 9, maker: 'Bonn 1.5', country: 'DE', lead: 'Meike Folkerts', grid: 'Ingrid Sauer', trouble: 'the neighbours and the shadow flicker' },
  { name: 'Fehnlohe', slug: 'fehnlohe', turbines: 18, maker: 'Halvorsen H3', country: 'DE', lead: 'Meike Folkerts', grid: 'Ingrid Sauer', trouble: 'the one fibre line, which the farmer ploughs up' },
  { name: 'Tarifa Levante', slug: 'tarifa', turbines: 41, maker: 'Alisio A7', country: 'ES', lead: 'Rocío Gálvez', grid: 'Paloma Rivas', trouble: 'the vultures, and stopping for them' },
  { name: 'Los Alcornoques', slug: 'alcornoques', turbines: 27, maker: 'Alisio A5', country: 'ES', lead: 'Enrique Vidal', grid: 'Paloma Rivas', trouble: 'fires in August' },
  { name: 'Sierra del Viento', slug: 'sierra', turbines: 36, maker: 'Alisio A7', country: 'ES', lead: 'Antonio Cuesta', grid: 'Paloma Rivas', trouble: 'ice on the blades until noon' },
  { name: 'Jbel Sendouq', slug: 'sendouq', turbines: 33, maker: 'Halvorsen H4', country: 'MA', lead: 'Said Ouazzani', grid: 'Hicham El Fassi', trouble: 'sand in the converters' },
  { name: 'Tarfaya Nord', slug: 'tarfaya', turbines: 52, maker: 'Tenner T6', country: 'MA', lead: 'Fatima-Zahra Idrissi', grid: 'Hicham El Fassi', trouble: 'salt on the insulators' },
  { name: 'Vesterhede', slug: 'vesterhede', turbines: 16, maker: 'Halvorsen H3', country: 'DK', lead: 'Jeppe Damm', grid: 'Lars Holm', trouble: 'lightning in July' },
  { name: 'Horns Bakke', slug: 'horns_bakke', turbines: 24, maker: 'Tenner T6', country: 'DK', lead: 'Karen Bisgaard', grid: 'Lars Holm', trouble: 'the noise limit at night' },
  { name: 'Noshiro', slug: 'noshiro', turbines: 26, maker: 'Tenner Offshore 8', country: 'JP', lead: 'Naoko Fujii', grid: 'Kenji Morita', trouble: 'typhoons, and the paperwork after them' },
  { name: 'Oga', slug: 'oga', turbines: 20, maker: 'Hayate 4', country: 'JP', lead: 'Haruki Endo', grid: 'Kenji Morita', trouble: 'snow on the only road' },
]

export type Person = { name: string; role: string; org: string; city: string }

// biome-ignore format: one person a line
export const TEAM: readonly Person[] = [
  { name: 'Henrike Boldt', role: 'platform engineer', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Tomasz Wilk', role: 'data engineer', org: 'Windkontor', city: 'Gdańsk' },
  { name: 'Aiko Sunada', role: 'analyst', org: 'Windkontor', city: 'Akita' },
  { name: 'Ferdinand Oltmann', role: 'on-call lead', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Noura Benhaddou', role: 'SCADA engineer', org: 'Windkontor', city: 'Tangier' },
  { name: 'Gonzalo Peral', role: 'data scientist', org: 'Windkontor', city: 'Seville' },
  { name: 'Silke Marten', role: 'team assistant', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Olga Sidorenko', role: 'forecaster', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Lena Paasch', role: 'trainee', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Ravi Menon', role: 'contractor', org: 'Windkontor', city: 'Pune' },
  { name: 'Mette Kvist', role: 'grid analyst', org: 'Windkontor', city: 'Aarhus' },
  { name: 'Deniz Aksoy', role: 'product owner', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Malte Reimers', role: 'IT support', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Björn Asmussen', role: 'senior engineer', org: 'Windkontor', city: 'Lübeck' },
]

// biome-ignore format: one person a line
export const HOUSE: readonly Person[] = [
  { name: 'Ulrike Sanders', role: 'head of technology', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Piet Harms', role: 'managing director', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Jürgen Patt', role: 'controller', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Yusuf Erdem', role: 'security officer', org: 'Windkontor', city: 'Bremen' },
  { name: 'Caro Fink', role: 'counsel', org: 'Windkontor', city: 'Hamburg' },
  { name: 'Inga Thoma', role: 'HR', org: 'Windkontor', city: 'Hamburg' },
]

// biome-ignore format: one person a line
export const OUTSIDE: readonly Person[] = [
  { name: 'Ingrid Sauer', role: 'curtailment desk', org: 'Nordnetz', city: 'Lehrte' },
  { name: 'Paloma Rivas', role: 'grid connection', org: 'Red Ibérica', city: 'Madrid' },
  { name: 'Hicham El Fassi', role: 'dispatch', org: 'the Moroccan grid', city: 'Rabat' },
  { name: 'Lars Holm', role: 'market data', org: 'Nordsø Net', city: 'Fredericia' },
  { name: 'Kenji Morita', role: 'grid operations', org: 'Tohoku Grid', city: 'Sendai' },
  { name: 'Bent Sørby', role: 'service manager', org: 'Halvorsen Service', city: 'Esbjerg' },
  { name: 'Ana Belmonte', role: 'maintenance planner', org: 'Alisio Servicios', city: 'Cádiz' },
  { name: 'Takumi Sasaki', role: 'vessel planner', org: 'Akita Marine', city: 'Akita' },
  { name: 'Michel Perrin', role: 'account manager', org: 'Météo Large', city: 'Toulouse' },
  { name: 'Priyanka Rao', role: 'account manager', org: 'the cloud provider', city: 'Dublin' },
  { name: 'Sam Whitlock', role: 'solutions architect', org: 'the cloud provider', city: 'Leeds' },
  { name: 'Eva Dorn', role: 'auditor', org: 'Thiele & Dorn', city: 'Frankfurt' },
  { name: 'Nadia Cherif', role: 'imagery', org: 'Orbis Images', city: 'Tunis' },
  { name: 'Wolfgang Stade', role: 'met mast service', org: 'Mastdienst Nord', city: 'Husum' },
  { name: 'Marisol Ibáñez', role: 'bird radar', org: 'Aves y Aire', city: 'Algeciras' },
]

/** Who it is by then: people retire, move and come back. */
export function byThen(person: Person, day: number): Person {
  if (person.name === 'Ingrid Sauer' && day > 566) return { ...person, name: 'Sven Lorenzen' }
  if (person.name === 'Aiko Sunada' && day > 497) return { ...person, city: 'Hamburg' }
  if (person.name === 'Lena Paasch' && day > 615) return { ...person, role: 'engineer' }
  if (person.name === 'Ferdinand Oltmann' && day > 371) return { ...person, role: 'offshore project' }
  if (person.name !== 'Björn Asmussen' || day < 218) return person
  return { ...person, role: 'consultant', org: day > 441 ? 'Windkontor' : 'a consultancy' }
}

/** The contact at a park's grid operator by then. */
export function gridBy(park: Park, day: number): string {
  return park.grid === 'Ingrid Sauer' && day > 566 ? 'Sven Lorenzen' : park.grid
}

/** A job that runs in her workspaces. */
export type Job = { name: string; feeds: string; owner: string; source: string }

// biome-ignore format: one job a line
export const JOBS: readonly Job[] = [
  { name: 'scada_hourly', feeds: 'the availability report', owner: 'Tomasz Wilk', source: 'the park servers' },
  { name: 'alarm_stream', feeds: 'the control room', owner: 'Noura Benhaddou', source: 'the turbines' },
  { name: 'curtailment_import', feeds: 'the claims against the grid', owner: 'Mette Kvist', source: 'the grid operators’ mails' },
  { name: 'forecast_dayahead', feeds: 'the trading desk', owner: 'Olga Sidorenko', source: 'Météo Large' },
  { name: 'forecast_intraday', feeds: 'the trading desk', owner: 'Olga Sidorenko', source: 'Météo Large' },
  { name: 'met_mast_daily', feeds: 'the yield model', owner: 'Gonzalo Peral', source: 'the masts' },
  { name: 'lidar_ingest', feeds: 'the wake study', owner: 'Gonzalo Peral', source: 'two lidars on loan' },
  { name: 'blade_images', feeds: 'the inspection tool', owner: 'Aiko Sunada', source: 'the drone contractor' },
  { name: 'invoice_match', feeds: 'controlling', owner: 'Tomasz Wilk', source: 'the ledger' },
  { name: 'spot_prices', feeds: 'the revenue board', owner: 'Mette Kvist', source: 'the exchange' },
  { name: 'oil_samples', feeds: 'the gearbox watch list', owner: 'Henrike Boldt', source: 'the laboratory' },
  { name: 'vessel_log', feeds: 'the offshore plan', owner: 'Aiko Sunada', source: 'Akita Marine' },
  { name: 'bird_stops', feeds: 'the permit report', owner: 'Gonzalo Peral', source: 'the radar at Tarifa' },
  { name: 'noise_nightly', feeds: 'the municipality of Varde', owner: 'Mette Kvist', source: 'microphones at Horns Bakke' },
  { name: 'service_tickets', feeds: 'the maintenance plan', owner: 'Henrike Boldt', source: 'three ticket systems' },
  { name: 'co2_certificates', feeds: 'the registry', owner: 'Tomasz Wilk', source: 'the meters' },
  { name: 'spare_parts', feeds: 'the warehouse in Husum', owner: 'Henrike Boldt', source: 'the service firms' },
  { name: 'power_curves', feeds: 'the yearly warranty talk', owner: 'Gonzalo Peral', source: 'scada_hourly' },
  { name: 'meter_reconcile', feeds: 'the settlement', owner: 'Mette Kvist', source: 'meters and SCADA' },
  { name: 'ice_detection', feeds: 'the stop signal in the Sierra', owner: 'Olga Sidorenko', source: 'blade sensors' },
  { name: 'staff_roster', feeds: 'the on-call page', owner: 'Silke Marten', source: 'HR' },
  { name: 'lightning_log', feeds: 'the insurer', owner: 'Mette Kvist', source: 'the Danish network' },
]

export const WORKSPACES = [
  { name: 'Production', id: '4471902' },
  { name: 'Staging', id: '4471907' },
  { name: 'Iberia sandbox', id: '4480013' },
  { name: 'Akita analytics', id: '4482250' },
  { name: 'Forecast lab', id: '4490066' },
] as const

/** First name: `Fatima-Zahra Idrissi` → `Fatima-Zahra`. */
export function first(name: string): string {
  return name.split(' ')[0] ?? name
}

export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')
}
