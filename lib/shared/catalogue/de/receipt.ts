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
  'The person’s id stays with their sign-in until they are signed in nowhere any more, and is then deleted as well. Rights to run or audit the dashboard, being shut out of it, and whose the namespace was settled to be, stay on record.':
    'Die Kennung der Person bleibt bei ihrer Anmeldung, bis sie nirgends mehr angemeldet ist, und wird dann ebenfalls gelöscht. Rechte, das Dashboard zu betreiben oder zu prüfen, eine Sperre, und wem der Namensraum zugesprochen wurde, bleiben verzeichnet.',
  'The memories were too many to list one by one: the receipt commits to the person and their namespace, and to no single memory.':
    'Die Erinnerungen waren zu viele, um sie einzeln aufzuführen: Die Quittung legt sich auf die Person und ihren Namensraum fest und auf keine einzelne Erinnerung.',
  'Somebody asked for the person; that they are the person was not confirmed.':
    'Jemand hat für die Person gebeten; dass es um sie geht, wurde nicht bestätigt.',
  'Reasons that administrators gave for what they did stay in the audit as well, in their own words.':
    'Auch Gründe, die Administratoren für ihr Handeln angaben, bleiben im Protokoll, in deren eigenen Worten.',
  'What the agent kept of conversations with the person (checkpoints) was deleted, but for conversations that name somebody else as well: those stay.':
    'Was der Agent von Gesprächen mit der Person aufbewahrte (Checkpoints), wurde gelöscht, außer Gesprächen, die auch jemand anderen nennen: Diese bleiben.',
  'What the agent kept of conversations with the person (checkpoints) was deleted as well.':
    'Auch was der Agent von Gesprächen mit der Person aufbewahrte (Checkpoints), wurde gelöscht.',
  'The agent keeps no conversations (checkpoints) in this database. Wherever else it keeps them, they are not covered.':
    'In dieser Datenbank bewahrt der Agent keine Gespräche (Checkpoints) auf. Wo er sie sonst aufbewahrt, sind sie nicht erfasst.',
  'Conversations that the agent keeps (checkpoints) were not part of this request, and stay.':
    'Gespräche, die der Agent aufbewahrt (Checkpoints), gehörten nicht zu dieser Bitte und bleiben.',
  'Conversations that the agent keeps (checkpoints) are not covered: nothing was deleted there.':
    'Gespräche, die der Agent aufbewahrt (Checkpoints), sind nicht erfasst: Dort wurde nichts gelöscht.',
  'As all memories were to be forgotten, none is listed by itself: the receipt commits to the person and their namespace.':
    'Da alle Erinnerungen vergessen werden sollten, ist keine einzeln aufgeführt: Die Quittung legt sich auf die Person und ihren Namensraum fest.',
  'A ledger outside the database repeats this erasure, as keyed fingerprints: a restored backup lets nobody in before it was erased there again.':
    'Ein Verzeichnis außerhalb der Datenbank wiederholt diese Löschung mit verschlüsselten Fingerabdrücken: Eine zurückgespielte Sicherung lässt niemanden ein, bevor dort wieder gelöscht wurde.',
  'No ledger of erasures is kept outside the database: a backup that is restored may bring it back.':
    'Außerhalb der Datenbank wird kein Verzeichnis der Löschungen geführt: Eine Sicherung, die zurückgespielt wird, kann es wiederbringen.',
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
  'The dashboard did not answer. If the key was handed out all the same, it cannot be had again.':
    'Das Dashboard hat nicht geantwortet. Falls der Schlüssel trotzdem ausgehändigt wurde, gibt es ihn kein zweites Mal.',
  'Prove that it is about you': 'Beweisen, dass es um dich geht',
  'The receipt names nobody and no memory. A key of its own opens it: whoever gets receipt and key from you can check that it is about your id, and that a memory was among those that were erased. Without the key nobody can test a guess.':
    'Die Quittung nennt niemanden und keine Erinnerung. Ein eigener Schlüssel öffnet sie: Wer von dir Quittung und Schlüssel bekommt, kann prüfen, dass es um deine Kennung geht und dass eine Erinnerung unter den gelöschten war. Ohne den Schlüssel kann niemand eine Vermutung überprüfen.',
  'There is no key to show.': 'Es gibt keinen Schlüssel zu zeigen.',
  'It was shown already, or its time is over. It is not kept here any more.':
    'Er wurde schon gezeigt, oder seine Zeit ist vorbei. Hier wird er nicht mehr aufbewahrt.',
  'Show the key': 'Schlüssel zeigen',
  'It is shown once, until {day}, and is then deleted here.':
    'Er wird einmal gezeigt, bis {day}, und dann hier gelöscht.',
  'The key of receipt {reference}': 'Der Schlüssel zur Quittung {reference}',
  'Copy it now, and keep it beside the file. When you leave or reload this page, nobody can look it up any more.':
    'Kopiere ihn jetzt und bewahre ihn bei der Datei auf. Wenn du diese Seite verlässt oder neu lädst, kann ihn niemand mehr nachsehen.',
  'Key##receipt': 'Schlüssel',
  'Copy the key': 'Schlüssel kopieren',
  'How somebody checks that it is about you, and about a memory:':
    'So prüft jemand, dass es um dich geht, und um eine Erinnerung:',
  'Commands##receipt': 'Befehle',
  'Copy the commands': 'Befehle kopieren',
  'Download JSON': 'JSON herunterladen',
  'Keys of receipts': 'Schlüssel der Quittungen',
  'Whoever was forgotten here has a receipt that this dashboard signed. With one of these keys anybody can check that it did, and that nobody has changed a letter since: offline, with the file of the receipt alone.':
    'Wer hier vergessen wurde, hat eine Quittung, die dieses Dashboard unterschrieben hat. Mit einem dieser Schlüssel kann jeder prüfen, dass es so ist und seither niemand einen Buchstaben geändert hat: ohne Netz, nur mit der Datei der Quittung.',
  'Whoever forges a receipt signs it with a key of their own. So make sure that this page is the dashboard’s: look at the address, or have a key confirmed by whoever runs it.':
    'Wer eine Quittung fälscht, unterschreibt sie mit einem eigenen Schlüssel. Vergewissere dich also, dass diese Seite die des Dashboards ist: Sieh auf die Adresse, oder lass dir einen Schlüssel von denen bestätigen, die es betreiben.',
  'The keys could not be read.': 'Die Schlüssel ließen sich nicht lesen.',
  'Signs now.': 'Unterschreibt jetzt.',
  'Signed before, and what it signed stays good.': 'Hat früher unterschrieben, und was er unterschrieb, gilt weiter.',
  'Nothing was signed with it yet.': 'Noch wurde nichts damit unterschrieben.',
  'Download the keys': 'Schlüssel herunterladen',
  'To check a receipt': 'Eine Quittung prüfen',
  'The command comes with the dashboard’s source, and needs neither network nor database. The signature is Ed25519 over the canonical JSON (RFC 8785) of the file’s member {member}, so other tools can check it too.':
    'Der Befehl kommt mit dem Quelltext des Dashboards und braucht weder Netz noch Datenbank. Die Unterschrift ist Ed25519 über das kanonische JSON (RFC 8785) des Felds {member} der Datei; auch andere Werkzeuge können sie prüfen.',
  'First used {day}.': 'Zuerst benutzt am {day}.',
  Print: 'Drucken',
  'Receipt {reference}': 'Quittung {reference}',
  'This page contains nothing of what was erased, and no name. Anyone who has the file can check that it is genuine and unaltered.':
    'Diese Seite enthält nichts von dem, was gelöscht wurde, und keinen Namen. Wer die Datei hat, kann prüfen, dass sie echt und unverändert ist.',
  'This receipt does not hold.': 'Diese Quittung stimmt nicht.',
  'The audit does not have it where it says. Somebody changed one of the two.':
    'Das Protokoll hat sie nicht an der Stelle, die sie nennt. Jemand hat eines von beiden geändert.',
  'It is not what was signed: somebody changed it in the database.':
    'Sie ist nicht, was unterschrieben wurde: Jemand hat sie in der Datenbank geändert.',
  'What remains, and what this cannot show': 'Was bleibt, und was dies nicht zeigen kann',
  'What was erased': 'Was gelöscht wurde',
  'Kind##receipt': 'Art',
  'Erased##receipt': 'Gelöscht',
  'Left##receipt': 'Übrig',
  'The same, table by table': 'Dasselbe, Tabelle für Tabelle',
  'Table##receipt': 'Tabelle',
  'Before##receipt': 'Vorher',
  'How it was checked': 'Wie es geprüft wurde',
  'Looked for, after erasing': 'Gesucht nach dem Löschen',
  'Tried##receipt': 'Versucht',
  'Found##receipt': 'Gefunden',
  'None##receipt': 'Nichts',
  'you##receipt': 'du',
  'the person##receipt': 'die Person',
  'When and by whom': 'Wann und durch wen',
  'Nobody is named: each person is a fingerprint that only this installation can make.':
    'Niemand ist genannt: Jede Person ist ein Fingerabdruck, den nur diese Installation bilden kann.',
  'About whom##receipt': 'Um wen',
  'Asked##receipt': 'Erbeten',
  'Due##receipt': 'Fällig',
  'Approved##receipt': 'Genehmigt',
  'Nobody else had to': 'Das musste niemand sonst',
  'Nobody else could: a day passed instead': 'Das konnte niemand sonst: Stattdessen verging ein Tag',
  'by the dashboard##receipt': 'vom Dashboard',
  'Checked##receipt': 'Geprüft',
  'in another way than it was erased': 'auf anderem Weg, als gelöscht wurde',
  'Learning again': 'Neu lernen',
  'Refused until the person allows it': 'Abgewiesen, bis die Person es erlaubt',
  'Possible##receipt': 'Möglich',
  'Proof##receipt': 'Beweis',
  'Signature##receipt': 'Unterschrift',
  'It holds: this page was compared with it just now.': 'Sie stimmt: Diese Seite wurde eben damit verglichen.',
  'Signed with': 'Unterschrieben mit',
  'The keys of this dashboard': 'Die Schlüssel dieses Dashboards',
  'Place in the audit': 'Platz im Protokoll',
  'Entry {number} of {record}': 'Eintrag {number} von {record}',
  'That entry holds the digest of this receipt.': 'Jener Eintrag enthält den Fingerabdruck dieser Quittung.',
  'Where##receipt': 'Wo',
  'Database {name}, transaction {transaction}, log at {lsn}':
    'Datenbank {name}, Transaktion {transaction}, Protokoll bei {lsn}',
  'To check it yourself': 'Selbst prüfen',
  'What proves it is the file, not this page or a print of it. No network and no database is needed.':
    'Was es beweist, ist die Datei, nicht diese Seite oder ein Ausdruck. Weder Netz noch Datenbank sind nötig.',
  'There was nothing left to forget.': 'Es gab nichts mehr zu vergessen.',
  'Everything was forgotten, and nothing of it was found afterwards.':
    'Alles wurde vergessen, und danach fand sich nichts mehr davon.',
  '{count} memory was forgotten, and nothing of it was found afterwards.|{count} memories were forgotten, and nothing of them was found afterwards.':
    '{count} Erinnerung wurde vergessen, und danach fand sich nichts mehr davon.|{count} Erinnerungen wurden vergessen, und danach fand sich nichts mehr davon.',
  'Copies for undoing': 'Kopien zum Rückgängigmachen',
  'Notes of who read them': 'Vermerke, wer sie las',
  'Selections and work under way': 'Auswahlen und laufende Arbeiten',
  'Decisions about pairs': 'Entscheidungen über Paare',
  'Traces of use': 'Spuren der Benutzung',
  'What tells who it was': 'Was sagt, wer es war',
  'Conversations kept by agents': 'Gespräche, die Agenten behielten',
  'Other rows': 'Andere Zeilen',
  'Each memory, at its place': 'Jede Erinnerung an ihrer Stelle',
  'The same text in another place': 'Derselbe Text an anderer Stelle',
  'The words of each memory': 'Die Wörter jeder Erinnerung',
  'The nearest neighbours of each meaning': 'Die nächsten Nachbarn jeder Bedeutung',
  'Search entries without a memory': 'Sucheinträge ohne Erinnerung',
  'Everything else that the dashboard stores': 'Alles andere, was das Dashboard speichert',
}
