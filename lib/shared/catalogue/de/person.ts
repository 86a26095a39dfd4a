// One person, as an administrator sees them, in German.
export const person = {
  'One person · People': 'Ein Mensch · Menschen',
  'Over time': 'Im Lauf der Zeit',
  'Search health': 'Zustand der Suche',
  'This person': 'Dieser Mensch',
}
