// One person, as an administrator sees them, in German.
export const person = {
  'One person · People': 'Ein Mensch · Menschen',
  'Over time': 'Im Lauf der Zeit',
  'Search health': 'Zustand der Suche',
  'This person': 'Dieser Mensch',
  'Say in a sentence why, so that whoever reads it understands it.':
    'Sag in einem Satz, warum, sodass es versteht, wer es liest.',
  'A reason can have {most} characters at most; this one has {length}.':
    'Ein Grund kann höchstens {most} Zeichen haben; dieser hat {length}.',
  'There is a character in it that cannot be kept. Write the reason by hand.':
    'Darin ist ein Zeichen, das nicht aufbewahrt werden kann. Schreib den Grund von Hand.',
  'These memories are hidden again. Show them once more to go on. Nothing was changed.':
    'Diese Erinnerungen sind wieder verborgen. Zeig sie noch einmal, um weiterzumachen. Es wurde nichts geändert.',
  'The person': 'Der Mensch selbst',
  'A token of theirs, “{name}”': 'Ein Token von ihnen, „{name}“',
  '{name}, administrator': '{name}, Administration',
  '{name}, administrator: “{reason}”': '{name}, Administration: „{reason}“',
  '{name}, administrator, on your behalf': '{name}, Administration, in deinem Namen',
  '{name}, administrator, on your behalf: “{reason}”': '{name}, Administration, in deinem Namen: „{reason}“',
  '{when}, by: {who}': '{when}, von: {who}',
}
