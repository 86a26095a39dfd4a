// Quittungen darüber, was vergessen wurde.
import type { Catalogue } from '@/lib/shared/text'

export const receipt: Catalogue = {
  'This receipt shows what this dashboard did and found, and that nobody has changed a letter of it since. It cannot show that nobody had copied anything before.':
    'Diese Quittung zeigt, was dieses Dashboard getan und festgestellt hat, und dass seither niemand einen Buchstaben daran geändert hat. Dass vorher niemand etwas kopiert hatte, kann sie nicht zeigen.',
  '{count} memory had been changed after it was chosen, and was not deleted.|{count} memories had been changed after they were chosen, and were not deleted.':
    '{count} Erinnerung war nach der Auswahl geändert worden und wurde nicht gelöscht.|{count} Erinnerungen waren nach der Auswahl geändert worden und wurden nicht gelöscht.',
  'Backups of the database and its log may hold it until {day}. After that they are gone too.':
    'Sicherungen der Datenbank und ihr Protokoll können es noch bis {day} enthalten. Danach sind auch sie weg.',
  'Backups of the database and its log may still hold it: nobody has told this dashboard how long they are kept.':
    'Sicherungen der Datenbank und ihr Protokoll können es noch enthalten: Wie lange sie aufbewahrt werden, hat diesem Dashboard niemand gesagt.',
  'Deleted rows can no longer be read. Their bytes leave the database’s files when it cleans up (VACUUM), mostly within a day.':
    'Gelöschte Zeilen lassen sich nicht mehr lesen. Ihre Bytes verlassen die Dateien der Datenbank, wenn diese aufräumt (VACUUM), meist binnen eines Tages.',
  'What other people’s memories say about the person is theirs, and was not deleted.':
    'Was Erinnerungen anderer Leute über die Person sagen, gehört ihnen und wurde nicht gelöscht.',
  'Keyed fingerprints of the person and of the memories stay in the audit, so that the record stays whole. Nobody can tell from them who or what it was without a key of this installation, and nothing can be read from them.':
    'Mit Schlüssel gebildete Fingerabdrücke der Person und der Erinnerungen bleiben im Protokoll, damit es vollständig bleibt. Ohne einen Schlüssel dieser Installation erkennt daran niemand, wer oder was es war, und lesen lässt sich daraus nichts.',
  'The memories were too many to list one by one: the receipt commits to the person and their namespace, and to no single memory.':
    'Die Erinnerungen waren zu viele, um sie einzeln aufzuführen: Die Quittung legt sich auf die Person und ihren Namensraum fest und auf keine einzelne Erinnerung.',
  'Somebody asked for the person; that they are the person was not confirmed.':
    'Jemand hat für die Person gebeten; dass es um sie geht, wurde nicht bestätigt.',
  'The agent’s own record of {count} conversation of the person (checkpoints) was deleted as well.|The agent’s own record of {count} conversations of the person (checkpoints) was deleted as well.':
    'Auch was der Agent selbst von {count} Gespräch der Person aufbewahrte (Checkpoints), wurde gelöscht.|Auch was der Agent selbst von {count} Gesprächen der Person aufbewahrte (Checkpoints), wurde gelöscht.',
  'The agent keeps no record of conversations (checkpoints) in this database.':
    'In dieser Datenbank bewahrt der Agent keine Gespräche (Checkpoints) auf.',
  'The agent’s own record of conversations (checkpoints) is not covered: nothing was deleted there.':
    'Was der Agent selbst von Gesprächen aufbewahrt (Checkpoints), ist nicht erfasst: Dort wurde nichts gelöscht.',
  'Other systems, such as traces or the provider of a model, may hold copies. Nobody has told this dashboard of any, and none is covered.':
    'Andere Systeme, etwa Traces oder der Anbieter eines Modells, können Kopien haben. Diesem Dashboard hat niemand eines genannt, und keines ist erfasst.',
  'Whoever runs this says that these delete it too: {names}.':
    'Wer dies betreibt, sagt, dass auch diese es löschen: {names}.',
  'In these somebody deletes it by hand: {names}.': 'In diesen löscht es jemand von Hand: {names}.',
  'These may hold copies, and are not covered: {names}.': 'Diese können Kopien haben und sind nicht erfasst: {names}.',
  'New memories of the person can be written: nobody asked that they be refused.':
    'Neue Erinnerungen der Person können geschrieben werden: Dass sie abgewiesen werden, hat niemand verlangt.',
  'The database refuses new memories of the person until they allow them again.':
    'Die Datenbank weist neue Erinnerungen der Person ab, bis diese sie wieder erlaubt.',
  'The person is not to be remembered any more, but nothing in the database keeps the agent from it: its guard is not installed.':
    'An die Person soll nicht mehr erinnert werden, aber nichts in der Datenbank hindert den Agenten daran: Deren Wächter ist nicht eingerichtet.',
  'There is no such receipt.': 'Eine solche Quittung gibt es nicht.',
  'The key that opens this receipt was handed out already, or its time is over.':
    'Der Schlüssel, der diese Quittung öffnet, wurde schon ausgehändigt, oder seine Zeit ist vorbei.',
  'issued a receipt of what was forgotten of {person}':
    'hat eine Quittung darüber ausgestellt, was von {person} vergessen wurde',
  'tried to issue a receipt of what was forgotten of {person}':
    'wollte eine Quittung darüber ausstellen, was von {person} vergessen wurde',
  'took the key that opens a receipt about {person}': 'hat den Schlüssel zu einer Quittung über {person} geholt',
  'tried to take the key that opens a receipt about {person}':
    'wollte den Schlüssel zu einer Quittung über {person} holen',
  'read a receipt about {person}': 'hat eine Quittung über {person} gelesen',
  'tried to read a receipt about {person}': 'wollte eine Quittung über {person} lesen',
}
