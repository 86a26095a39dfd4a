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
  'Only who asked for it can do this.': 'Das kann nur, wer es verlangt hat.',
  'It is not confirmed yet who asks. Confirm that first.':
    'Noch ist nicht bestätigt, wer das verlangt. Bestätige das zuerst.',
  'Somebody else must say yes first, or its time must come.':
    'Zuerst muss jemand anderes zustimmen, oder die Zeit muss gekommen sein.',
  'This request has gone on meanwhile. Load the page again.':
    'Diese Anfrage ist inzwischen weitergegangen. Lade die Seite neu.',
}
