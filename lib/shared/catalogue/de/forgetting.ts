// German texts of requests to forget, as the store says them; those of the pages stand in files of their own.
import type { Catalogue } from '@/lib/shared/text'

export const forgetting: Catalogue = {
  'asked for memories of {person} to be forgotten': 'hat verlangt, dass Erinnerungen vergessen werden: {person}',
  'tried to ask for memories of {person} to be forgotten':
    'wollte verlangen, dass Erinnerungen vergessen werden: {person}',
  'took back that memories of {person} be forgotten':
    'hat zurückgenommen, dass Erinnerungen vergessen werden: {person}',
  'tried to take back that memories of {person} be forgotten':
    'wollte zurücknehmen, dass Erinnerungen vergessen werden: {person}',
  'deleted for good what {person} wanted forgotten': 'hat endgültig gelöscht, was vergessen werden sollte: {person}',
  'tried to delete for good what {person} wanted forgotten':
    'wollte endgültig löschen, was vergessen werden sollte: {person}',
  'checked that what {person} wanted forgotten is gone':
    'hat geprüft, dass fort ist, was vergessen werden sollte: {person}',
  'tried to check that what {person} wanted forgotten is gone':
    'wollte prüfen, ob fort ist, was vergessen werden sollte: {person}',
  'could not forget what {person} wanted forgotten': 'konnte nicht vergessen, was vergessen werden sollte: {person}',
  'There is no such request.': 'Diese Anfrage gibt es nicht.',
  'You asked for this yourself, or it concerns you: somebody else must decide it.':
    'Du hast das selbst verlangt, oder es betrifft dich: Jemand anderes muss entscheiden.',
  'This has been asked for already, without refusing new memories. Take that request back first, then ask again.':
    'Das wurde schon verlangt, ohne dass neue Erinnerungen abgewiesen werden. Zieh diesen Antrag erst zurück und stelle ihn dann neu.',
  'Only who asked for it can do this.': 'Das kann nur, wer es verlangt hat.',
  'It is not confirmed yet who asks. Confirm that first.':
    'Noch ist nicht bestätigt, wer das verlangt. Bestätige das zuerst.',
  'Somebody else must say yes first, or its time must come.':
    'Zuerst muss jemand anderes zustimmen, oder die Zeit muss gekommen sein.',
  'This request has gone on meanwhile. Load the page again.':
    'Diese Anfrage ist inzwischen weitergegangen. Lade die Seite neu.',
  'looked at what people wish to be forgotten': 'hat angesehen, was Leute vergessen haben möchten',
  'tried to look at what people wish to be forgotten': 'wollte ansehen, was Leute vergessen haben möchten',
  'looked at what {person} wishes to be forgotten': 'hat angesehen, was vergessen werden soll: {person}',
  'tried to look at what {person} wishes to be forgotten': 'wollte ansehen, was vergessen werden soll: {person}',
  'confirmed that {person} asked to be forgotten': 'hat bestätigt, wer vergessen werden möchte: {person}',
  'tried to confirm that {person} asked to be forgotten': 'wollte bestätigen, wer vergessen werden möchte: {person}',
  'agreed that {person} be forgotten': 'hat zugestimmt, dass vergessen wird: {person}',
  'tried to agree that {person} be forgotten': 'wollte zustimmen, dass vergessen wird: {person}',
  'refused what {person} wanted forgotten': 'hat abgelehnt, was vergessen werden sollte: {person}',
  'tried to refuse what {person} wanted forgotten': 'wollte ablehnen, was vergessen werden sollte: {person}',
  'held what {person} wanted forgotten': 'hat angehalten, was vergessen werden sollte: {person}',
  'tried to hold what {person} wanted forgotten': 'wollte anhalten, was vergessen werden sollte: {person}',
  'let go on what {person} wanted forgotten': 'lässt weitergehen, was vergessen werden sollte: {person}',
  'tried to let go on what {person} wanted forgotten':
    'wollte weitergehen lassen, was vergessen werden sollte: {person}',
  'had it tried again to forget what {person} wanted forgotten':
    'lässt noch einmal versuchen, was vergessen werden sollte: {person}',
  'wanted it tried again to forget what {person} wanted forgotten':
    'wollte noch einmal versuchen lassen, was vergessen werden sollte: {person}',
  'Several people could own this namespace, so that nothing in it is erased. Settle under Identities whose it is, then ask again.':
    'Dieser Namensraum könnte mehreren gehören, deshalb wird nichts darin gelöscht. Kläre unter „Identitäten“, wem er gehört, und verlange es dann noch einmal.',
  'What is your own you ask for on your own privacy page.':
    'Was dein Eigenes ist, verlangst du auf deiner eigenen Seite „Privatsphäre“.',
  'Do not write who it is: this text stays when they are forgotten. A number of a letter or a ticket says enough.':
    'Schreibe nicht, wer es ist: Dieser Text bleibt, wenn die Person vergessen ist. Die Nummer eines Briefs oder eines Vorgangs genügt.',
  'Say when the wish came: a day that has been.': 'Gib an, wann der Wunsch kam: ein Tag, der schon war.',
}
