// The forms that write a memory, and what is wrong with what is typed.
export const editing = {
  'A new memory': 'Eine neue Erinnerung',
  'About new memories': 'Über neue Erinnerungen',
  'Who reads it': 'Wer sie liest',
  'Your agents find it by meaning as soon as it is saved, as if they had written it.':
    'Deine Agenten finden sie nach Bedeutung, sobald sie gespeichert ist, als hätten sie sie selbst geschrieben.',
  Key: 'Schlüssel',
  'A short name that you and the agent find it by, such as preferred_workspace.':
    'Ein kurzer Name, unter dem du und der Agent sie finden, etwa preferred_workspace.',
  'Editing {key}': '{key} ändern',
  'How to edit': 'Wie geändert wird',
  'Lists and objects inside a memory are edited as JSON':
    'Listen und Objekte in einer Erinnerung werden als JSON geändert',
  'Change to a text': 'In einen Text umwandeln',
  Remove: 'Entfernen',
  'Remove the field {name}': 'Das Feld {name} entfernen',
  'Add a field': 'Feld hinzufügen',
  'Name of the new field': 'Name des neuen Feldes',
  Add: 'Hinzufügen',
  Cancel: 'Abbrechen',
  Save: 'Speichern',
  'Saving…': 'Wird gespeichert …',
  'Saved.': 'Gespeichert.',
  'Saved. Search renewed.': 'Gespeichert. Suche erneuert.',
  'Nothing is changed yet.': 'Noch ist nichts geändert.',
  'Not saved.': 'Nicht gespeichert.',
  'Save again': 'Noch einmal speichern',
  'The entry for search could not be made, so nothing was changed.':
    'Der Sucheintrag konnte nicht gemacht werden, darum wurde nichts geändert.',
  'Sign in in another window, then save.': 'Melde dich in einem anderen Fenster an und speichere dann.',
  'Your words are still in the form.': 'Deine Worte stehen noch im Formular.',
  'It is not known whether this was saved.': 'Ob das gespeichert wurde, ist nicht bekannt.',
  'Your words are still in the form; sent twice, they are saved once.':
    'Deine Worte stehen noch im Formular; zweimal gesendet, werden sie einmal gespeichert.',
  'The dashboard did not answer.': 'Das Dashboard hat nicht geantwortet.',
  '{key} cannot be edited here': '{key} kann hier nicht geändert werden',
  'An agent has stored what this page cannot write back. {why} You can still read it whole, and delete it.':
    'Ein Agent hat gespeichert, was diese Seite nicht zurückschreiben kann. {why} Du kannst sie trotzdem ganz lesen und löschen.',
  'Back to the memory': 'Zurück zur Erinnerung',
  // two edits that met
  'This memory changed while you were editing it.': 'Diese Erinnerung hat sich geändert, während du sie geändert hast.',
  'This memory was deleted while you were editing it.':
    'Diese Erinnerung wurde gelöscht, während du sie geändert hast.',
  'Nothing has been saved.': 'Nichts wurde gespeichert.',
  'Nothing has been saved. Your words are still in the form; save them to keep them as a new memory.':
    'Nichts wurde gespeichert. Deine Worte stehen noch im Formular; speichere sie, um sie als neue Erinnerung zu behalten.',
  'What was saved in the meantime cannot be edited here. {why}':
    'Was inzwischen gespeichert wurde, kann hier nicht geändert werden. {why}',
  'Save my words': 'Meine Worte speichern',
  'Save as a new memory': 'Als neue Erinnerung speichern',
  'Edit both together': 'Beides zusammen ändern',
  'Keep theirs': 'Das andere behalten',
  'Both changes are the same, so nothing is left to save.':
    'Beide Änderungen sind gleich, also ist nichts mehr zu speichern.',
  'Save again to keep your words.': 'Speichere noch einmal, um deine Worte zu behalten.',
  'The two changes do not touch each other: save to keep both.':
    'Die beiden Änderungen berühren sich nicht: Speichere, um beide zu behalten.',
  'Both of you changed {names}. Your words stay here until you decide.':
    'Beide haben {names} geändert. Deine Worte bleiben hier, bis du dich entscheidest.',
  'Their changes to {names} are taken over.': 'Die anderen Änderungen an {names} sind übernommen.',
  '{name}, changed by both': '{name}, von beiden geändert',
  'Your words': 'Deine Worte',
  'Your words for {name}': 'Deine Worte für {name}',
  'Not saved yet': 'Noch nicht gespeichert',
  'Saved in the meantime': 'Inzwischen gespeichert',
  'Saved in the meantime for {name}': 'Inzwischen gespeichert für {name}',
  'By you, elsewhere, {when}': 'Von dir, anderswo, {when}',
  // what is wrong with a field, a key, a value
  'A field needs a name.': 'Ein Feld braucht einen Namen.',
  'There is a field named {name} already.': 'Ein Feld namens {name} gibt es schon.',
  'There are two fields named {name}. Remove one of them.': 'Zwei Felder heißen {name}. Entferne eines davon.',
  'This was a number. Write digits such as 12 or -3.5, or change the field to a text.':
    'Das war eine Zahl. Schreib Ziffern wie 12 oder -3.5 (mit Punkt), oder wandle das Feld in einen Text um.',
  'A memory can be at most 64 kB; this one has {size} kB. Split it into several.':
    'Eine Erinnerung hat höchstens 64 kB; diese hat {size} kB. Teile sie auf.',
  'It is too large to be edited here.': 'Sie ist zu groß, um hier geändert zu werden.',
  'A memory is a JSON object: put the value in braces, such as {"text": …}. The agent cannot read anything else.':
    'Eine Erinnerung ist ein JSON-Objekt: Setz den Wert in geschweifte Klammern, etwa {"text": …}. Etwas anderes kann der Agent nicht lesen.',
  'The text holds half of a character (a lone surrogate), which cannot be stored. Delete it and type it anew.':
    'Im Text steht ein halbes Zeichen (ein einzelnes Surrogat), das nicht gespeichert werden kann. Lösch es und tipp es neu.',
  'A memory can be nested {levels} levels deep; this one goes deeper. Flatten it.':
    'Eine Erinnerung kann {levels} Ebenen tief verschachtelt sein; diese geht tiefer. Mach sie flacher.',
  'The text holds a NUL character (\\u0000), which Postgres cannot store. Remove it.':
    'Im Text steht ein NUL-Zeichen (\\u0000), das Postgres nicht speichern kann. Entferne es.',
  'A number has more than {digits} digits, which the agent cannot read. Write it as a text.':
    'Eine Zahl hat mehr als {digits} Stellen, die der Agent nicht lesen kann. Schreib sie als Text.',
  '{number} is larger than any number that can be stored. Write it as a text.':
    '{number} ist größer als jede Zahl, die gespeichert werden kann. Schreib sie als Text.',
  '{number} has more decimals than can be stored. Write it as a text.':
    '{number} hat mehr Nachkommastellen, als gespeichert werden können. Schreib sie als Text.',
  'A memory needs a key, such as preferred_workspace.':
    'Eine Erinnerung braucht einen Schlüssel, etwa preferred_workspace.',
  'The key holds a NUL character, which Postgres cannot store. Remove it.':
    'Im Schlüssel steht ein NUL-Zeichen, das Postgres nicht speichern kann. Entferne es.',
  'The key holds half of a character (a lone surrogate), which cannot be stored. Type it anew.':
    'Im Schlüssel steht ein halbes Zeichen (ein einzelnes Surrogat), das nicht gespeichert werden kann. Tipp es neu.',
  'The key is {bytes} bytes too long for the store’s index. Shorten it.':
    'Der Schlüssel ist {bytes} Byte zu lang für das Verzeichnis des Speichers. Kürze ihn.',
  // JSON
  'Line {line}: {problem}': 'Zeile {line}: {problem}',
  'a text is not closed. Add the missing quotation mark.':
    'Ein Text ist nicht geschlossen. Ergänze das fehlende Anführungszeichen.',
  'a control character stands inside a text. Write it as \\t.':
    'In einem Text steht ein Steuerzeichen. Schreib es als \\t.',
  'a control character stands inside a text. Write it as \\n or \\u00….':
    'In einem Text steht ein Steuerzeichen. Schreib es als \\n oder \\u00….',
  '\\u needs four hexadecimal digits, such as \\u00e9.': '\\u braucht vier hexadezimale Ziffern, etwa \\u00e9.',
  'a backslash stands alone. Write \\\\ for a backslash.':
    'Ein umgekehrter Schrägstrich steht allein. Schreib \\\\ dafür.',
  'a comma stands before the closing brace. Remove it to save.':
    'Vor der schließenden geschweiften Klammer steht ein Komma. Entferne es, um zu speichern.',
  'a comma stands before the closing bracket. Remove it to save.':
    'Vor der schließenden eckigen Klammer steht ein Komma. Entferne es, um zu speichern.',
  'the text ends inside an object. Close it with }.': 'Der Text endet in einem Objekt. Schließ es mit }.',
  'a name in quotation marks is expected, not {found}.':
    'Hier wird ein Name in Anführungszeichen erwartet, nicht {found}.',
  'a colon is missing after "{name}".': 'Nach "{name}" fehlt ein Doppelpunkt.',
  'the text ends too early. Close it with a brace.':
    'Der Text endet zu früh. Schließ ihn mit einer geschweiften Klammer.',
  'the text ends too early. Close it with a bracket.': 'Der Text endet zu früh. Schließ ihn mit einer eckigen Klammer.',
  'a comma or a closing brace is missing before {found}.':
    'Vor {found} fehlt ein Komma oder eine schließende geschweifte Klammer.',
  'a comma or a closing bracket is missing before {found}.':
    'Vor {found} fehlt ein Komma oder eine schließende eckige Klammer.',
  'the value is nested more than {levels} levels deep.': 'Der Wert ist mehr als {levels} Ebenen tief verschachtelt.',
  'a value is missing.': 'Ein Wert fehlt.',
  'the value has ended, but {found} follows. Remove it.': 'Der Wert ist zu Ende, aber {found} folgt noch. Entferne es.',
  '{word} is not a number that can be stored. Use null or a text.':
    '{word} ist keine Zahl, die gespeichert werden kann. Nimm null oder einen Text.',
  '{word} is not JSON. Write {instead}.': '{word} ist kein JSON. Schreib {instead}.',
  '{word} is not a number. Numbers look like 12, -3.5 or 1e6.':
    '{word} ist keine Zahl. Zahlen sehen aus wie 12, -3.5 oder 1e6.',
  'texts stand in double quotation marks, not single ones.':
    'Texte stehen in doppelten Anführungszeichen, nicht in einfachen.',
  '{word} is not a value. Texts stand in quotation marks.': '{word} ist kein Wert. Texte stehen in Anführungszeichen.',
}
