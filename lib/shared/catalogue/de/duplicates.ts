// Pairs of memories that say nearly the same.
export const duplicates = {
  'A pair is of two memories.': 'Ein Paar besteht aus zwei Erinnerungen.',
  'One of the two changed after you opened this page. Nothing was deleted; look at both again first.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gelöscht; sieh dir zuerst beide noch einmal an.',
  'One of the two changed after you opened this page. Nothing was remembered; look at both again first.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gemerkt; sieh dir zuerst beide noch einmal an.',
  'One of the two changed after you opened this page. Nothing has been saved.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gespeichert.',
}
