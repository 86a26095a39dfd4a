// The list of people and the overview, for those who run or audit the dashboard, in German.
export const people = {
  People: 'Menschen',
  Person: 'Mensch',
  'Counts only. Opening somebody’s memories asks for a reason, which that person will read.':
    'Nur Zahlen. Wer jemandes Erinnerungen öffnet, gibt einen Grund an, und dieser Mensch liest ihn.',
  'Next {count}': 'Die nächsten {count}',
}
