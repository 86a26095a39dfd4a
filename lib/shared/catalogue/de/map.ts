// The map of memories and its table.
export const map = {
  Map: 'Karte',
  Table: 'Tabelle',
  'How to show it': 'Darstellung',
  'Memories that mean alike lie together. Each group is called by its own words.':
    'Erinnerungen, die Ähnliches bedeuten, liegen beieinander. Jede Gruppe heißt nach ihren eigenen Worten.',
  'Drawing the map…': 'Die Karte wird gezeichnet …',
  '{count} memory in {groups}|{count} memories in {groups}':
    '{count} Erinnerung in {groups}|{count} Erinnerungen in {groups}',
  '{count} group|{count} groups': '{count} Gruppe|{count} Gruppen',
  'the filter lets {matching} of {total} through': 'der Filter lässt {matching} von {total} durch',
  'Select all {count} of “{group}”': 'Alle {count} von „{group}“ auswählen',
  'Map of your memories': 'Karte deiner Erinnerungen',
  'Arrow keys move over the map; Enter opens the memory that is closest, Space selects it. With Shift they draw a rectangle, and Enter selects what is in it; with Alt it is taken out of the selection. Plus and minus come closer, 0 shows everything. The same is there as a table.':
    'Pfeiltasten bewegen sich über die Karte; die Eingabetaste öffnet die nächste Erinnerung, die Leertaste wählt sie aus. Mit der Umschalttaste ziehen sie ein Rechteck, und die Eingabetaste wählt aus, was darin liegt; mit Alt wird es aus der Auswahl genommen. Plus und Minus gehen näher heran, 0 zeigt alles. Dasselbe gibt es als Tabelle.',
  'What a drag does': 'Was Ziehen bewirkt',
  'Drag to select': 'Ziehen wählt aus',
  'Drag to move': 'Ziehen verschiebt',
  Closer: 'Näher',
  Further: 'Weiter weg',
  'Whole map': 'Ganze Karte',
  Groups: 'Gruppen',
  'No word in common': 'Kein gemeinsames Wort',
  '{count} memory is not searchable and has no place on the map.|{count} memories are not searchable and have no place on the map.':
    '{count} Erinnerung ist nicht suchbar und hat keinen Platz auf der Karte.|{count} Erinnerungen sind nicht suchbar und haben keinen Platz auf der Karte.',
  'Show in the list': 'In der Liste zeigen',
  'The oldest memory is left out: a map holds the 20,000 latest.|The {count} oldest are left out: a map holds the 20,000 latest.':
    'Die älteste Erinnerung fehlt: Eine Karte fasst die 20.000 neuesten.|Die {count} ältesten fehlen: Eine Karte fasst die 20.000 neuesten.',
  'There is {count} memory without it.|There are {count} memories without it.':
    'Ohne ihn ist es {count} Erinnerung.|Ohne ihn sind es {count} Erinnerungen.',
  'No memory has a place on the map yet': 'Noch keine Erinnerung hat einen Platz auf der Karte',
  '{count} memory is not searchable: it can be found by its words, but not by what it means.|{count} memories are not searchable: they can be found by their words, but not by what they mean.':
    '{count} Erinnerung ist nicht suchbar: Sie ist an ihren Worten zu finden, aber nicht an ihrer Bedeutung.|{count} Erinnerungen sind nicht suchbar: Sie sind an ihren Worten zu finden, aber nicht an ihrer Bedeutung.',
  'Groups of memories that mean alike': 'Gruppen von Erinnerungen, die Ähnliches bedeuten',
  Select: 'Auswählen',
  Group: 'Gruppe',
  Share: 'Anteil',
  'For example': 'Zum Beispiel',
  'Select all of {group}': 'Alle von {group} auswählen',
  'Not searchable, without a place': 'Nicht suchbar, ohne Platz',
  'Memories of {group}': 'Erinnerungen von {group}',
  'Pages of this group': 'Seiten dieser Gruppe',
  'Gone since the map was drawn': 'Seit die Karte gezeichnet wurde verschwunden',
  'Your memories have changed since this map was drawn. It is drawn anew.':
    'Deine Erinnerungen haben sich geändert, seit diese Karte gezeichnet wurde. Sie wird neu gezeichnet.',
  'More than {limit} maps had to be drawn in a minute. Try again in {seconds}.':
    'Es mussten mehr als {limit} Karten in einer Minute gezeichnet werden. Versuche es in {seconds} noch einmal.',
  'This part of the map does not exist. Open the map anew.':
    'Diesen Teil der Karte gibt es nicht. Öffne die Karte neu.',
}
