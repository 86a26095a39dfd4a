import type { DemoEntry } from './entry'

/** What agents remember about Temi Okonjo, newest first. Values are JSON text. */
// biome-ignore format: one memory a line
export const TEMI: readonly DemoEntry[] = [
  // November 2026
  ['christmas_rota', '2026-11-22T14:37:09Z', '{"christmas_eve": "Off", "christmas_day": "Long day", "boxing_day": "Off", "new_year": "Nights"}'],
  ['winter_concert', '2026-11-20T20:58:41Z', '{"date": "2026-12-12", "starts": "19:30", "piece": "Dvořák, eighth symphony", "desk": 3}'],
  ['school_nativity', '2026-11-18T08:22:15Z', '{"text": "Simi is a sheep in the nativity and needs white tights by the first of December"}'],
  ['nights_and_noise', '2026-11-15T09:40:52Z', '{"text": "After a night shift nothing may ring before three in the afternoon, except the school"}'],
  ['cough_medicine', '2026-11-11T18:05:27Z', '{"text": "Never suggest cough syrup for the children. Honey and time, she says, and she would know"}'],
  ['boiler', '2026-11-08T07:33:48Z', '{"text": "The boiler loses pressure when it freezes. Top up to 1.5 and ring nobody", "pressure_bar": 1.5, "serviced": "2026-09-21"}'],
  ['bonfire_night', '2026-11-05T21:16:03Z', '{"text": "Ayo hates the bangs; they watch the fireworks at Roundhay from inside the car"}'],
  // October 2026
  ['bow_rehair', '2026-10-29T12:50:34Z', '{"text": "The bow is at the luthier’s in Headingley until the second week of November"}'],
  ['half_term_plan', '2026-10-24T16:12:19Z', '{"monday": "Grandad", "tuesday": "Grandad", "wednesday": "Holiday club", "thursday": "Temi off", "friday": "Temi off"}'],
  ['ward', '2026-10-19T06:28:57Z', '{"text": "Moved from the surgical ward to children’s high dependency in October, and is glad"}', ['work']],
  ['mentor_student', '2026-10-16T13:44:20Z', '{"name": "Priya", "year": 3, "from": "2026-10-12", "until": "2026-12-18", "hours_signed": 37.5}', ['work']],
  ['packed_lunch', '2026-10-12T19:25:06Z', '{"ayo": "No cheese, extra fruit", "simi": "Cheese, no crusts", "both": "Nothing sticky"}'],
  ['tremor', '2026-10-07T22:01:38Z', '{"text": "Her left hand cramps after double shifts. Slow scales that day, no sixths"}'],
  // September 2026
  ['new_term_shoes', '2026-09-28T17:47:11Z', '{"ayo_size": 3.0, "simi_size": 12.5, "width": "G", "velcro": true}'],
  ['orchestra_seat', '2026-09-21T21:35:54Z', '{"text": "Turned down the front desk: she would rather play next to Gwen than lead"}'],
  ['reading_level', '2026-09-15T18:19:32Z', '{"text": "Simi reads above her year but pretends not to. Let her choose the comics"}'],
  ['registration_renewal', '2026-09-09T10:06:45Z', '{"due": "2027-03-31", "practice_hours": 450, "reflections_written": 3, "reflections_needed": 5}', ['work']],
  // August 2026
  ['filey_week', '2026-08-28T19:51:23Z', '{"text": "A week in Filey with two other families, one big pot, and rain on five days. Booked again"}'],
  ['car_seats', '2026-08-19T08:44:08Z', '{"text": "Only Simi still needs a booster. The spare one is in Marcus’s van"}'],
  ['jollof', '2026-08-09T15:30:40Z', '{"text": "Her jollof is her mother’s: long-grain parboiled, no peas, bottom slightly burnt on purpose"}'],
  // July 2026
  ['sports_day', '2026-07-22T11:17:29Z', '{"text": "Took a day’s leave for sports day, was put in the parents’ race and won"}'],
  ['cello_insurance', '2026-07-14T20:08:56Z', '{"instrument": "Cello, Mirecourt, about 1890", "value_gbp": 9800.00, "renews": "2027-07-14", "abroad": false}'],
  ['lagos_cousins', '2026-07-06T18:54:13Z', '{"text": "The cousins from Lagos come in August of next year, six people, two on the floor"}'],
  // June 2026
  ['bedtime', '2026-06-25T19:02:47Z', '{"simi": "19:30", "ayo": "20:15", "light_out_later_on": ["Friday", "Saturday"]}'],
  ['park_run', '2026-06-13T10:29:05Z', '{"text": "Walks the Saturday run at Woodhouse Moor with a pushchair full of other people’s coats"}'],
  ['drug_rounds', '2026-06-04T05:56:31Z', '{"text": "Do not send messages between eight and nine or after nine at night on shift days: drug rounds"}', ['work']],
  // May 2026
  ['hay_fever', '2026-05-21T07:48:18Z', '{"who": "Ayo", "medicine": "Cetirizine", "dose_ml": 5.0, "from": "May", "until": "July"}'],
  ['string_brand', '2026-05-16T21:23:50Z', '{"a_and_d": "Bright, steel core", "g_and_c": "Tungsten", "changed": "2026-05-15"}'],
  ['second_hand_first', '2026-05-03T13:11:37Z', '{"text": "Looks for school uniform on the swap shelf first and buys new only for the jumper"}'],
  // April 2026
  ['eid_neighbours', '2026-04-24T17:39:02Z', '{"text": "The Rahmans next door feed the children on Thursdays; she does their forms in return"}'],
  ['simi_birthday', '2026-04-18T12:05:26Z', '{"name": "Simi", "date": "2020-04-17", "cake": "Lemon, in the shape of a crab"}'],
  ['quartet', '2026-04-10T22:14:44Z', '{"text": "Started a quartet with Gwen, a plumber and a retired judge. They meet where there is no baby asleep"}'],
  // March 2026
  ['mothers_day', '2026-03-15T09:52:39Z', '{"text": "Wants to be left alone with a book for two hours on Mother’s Day. Said so twice"}'],
  ['mum_yoruba', '2026-03-08T20:33:17Z', '{"text": "Màmá máa ń sọ Yorùbá nìkan pẹ̀lú àwọn ọmọ"}'],
  ['uniform_wash', '2026-03-02T06:41:00Z', '{"text": "Tunics are washed alone at sixty. Nothing else goes in, not even socks"}'],
  // February 2026
  ['pancakes', '2026-02-17T18:27:42Z', '{"text": "Pancake night is sacred: lemon and sugar, and a vote on the worst-looking one"}'],
  ['swimming_lessons', '2026-02-09T16:58:24Z', '{"pool": "Kirkstall", "day": "Monday", "ayo_stage": 6, "simi_stage": 3}'],
  ['bank_shifts', '2026-02-01T11:36:55Z', '{"text": "Takes at most two extra shifts a month and none in school holidays", "limit": 2}', ['work']],
  // January 2026
  ['ice_on_steps', '2026-01-19T06:09:33Z', '{"text": "Leaves for early shifts at 6:05, by car only when the 49 does not run"}'],
  ['book_for_pleasure', '2026-01-12T21:49:16Z', '{"text": "Likes crime novels set on islands. No hospitals, she has enough of them"}'],
  ['house_chores', '2026-01-04T15:20:58Z', '{"ayo": ["Dishwasher", "Bins"], "simi": ["Socks", "Feeding Biscuit"], "marcus": "Cooking from Friday to Sunday", "temi": "The rest, she says"}'],
  // 2025
  ['biscuit', '2025-12-20T17:03:45Z', '{"name": "Biscuit", "kind": "Guinea pig", "sex": "Unclear", "vet_card": "Kitchen drawer"}'],
  ['carols', '2025-12-11T21:30:12Z', '{"text": "Plays carols on the ward on her day off, behind the desk, with a practice mute"}'],
  ['marcus', '2025-11-27T19:14:08Z', '{"name": "Marcus", "job": "Train driver", "early_weeks": "Even ones", "phone_in_cab": "Off"}'],
  ['black_history_talk', '2025-10-22T12:41:53Z', '{"text": "Spoke to Ayo’s class about nurses from the Caribbean and West Africa and would like to do it each year"}'],
  ['peanut', '2025-10-06T08:36:20Z', '{"text": "Ayo’s friend Leo carries an adrenaline pen. No peanuts in the house when he sleeps over"}'],
  ['parents_evening', '2025-09-30T18:50:04Z', '{"ayo": "2025-10-14", "simi": "2025-10-15", "slot": "As late as possible"}'],
  ['back_pain', '2025-09-18T22:27:36Z', '{"text": "Lower back since the lifting in August. Chairs with a firm seat, at the cello too"}'],
  ['tent_hire', '2025-08-12T10:18:49Z', '{"text": "Camps once a summer, hires the tent, and goes home on the second wet night"}'],
  ['penicillin', '2025-07-25T14:02:31Z', '{"who": "Simi", "reaction": "Hives", "first_seen": "2023-02-11", "confirmed": true}'],
  ['practice_time', '2025-07-09T21:05:17Z', '{"text": "Practises from half past eight to nine with the door shut. Twenty good minutes beat an hour"}'],
  ['ayo_maths', '2025-06-16T17:34:40Z', '{"text": "Explain fractions to Ayo with pizza or trains, not with bars"}'],
  ['wedding_song', '2025-05-24T23:11:28Z', '{"text": "Will not play the Swan at weddings any more. Anything else, for cake"}'],
  ['ayo_birthday', '2025-05-02T12:57:06Z', '{"name": "Ayo", "date": "2017-05-01", "wish": "A day on Dad’s train"}'],
  ['no_emojis_from_school', '2025-04-08T07:59:44Z', '{"text": "Summarise the school newsletter in three lines: money, dates, things to bring"}'],
  ['church', '2025-03-23T13:46:30Z', '{"text": "Goes to church when her mother visits and to rehearsal when she does not"}'],
  ['blood_sugar', '2025-03-05T09:21:59Z', '{"text": "Had diabetes when pregnant with Simi; yearly test in March, and she forgets it"}'],
  ['handover_words', '2025-02-10T07:42:35Z', '{"text": "Handover in the order: name, worry, plan. No abbreviations that the night staff do not use"}', ['work']],
  ['plain_english', '2025-01-21T20:16:22Z', '{"text": "Wants medical things straight and with the source, everything else as if to a tired person"}'],
  ['call_me', '2024-12-15T16:00:47Z', '{"text": "Temi, never Temitope, unless it is her mother"}'],
];
