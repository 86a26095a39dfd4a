// Forgetting by topic, period and selection, as the person sees it.
export const forgetTopic = {
  'Say what is to be forgotten, in your own words.': 'Sag mit deinen Worten, was vergessen werden soll.',
  'What you described is not kept any more: it was for an hour. Describe it again.':
    'Was du beschrieben hast, ist nicht mehr da: Es wurde eine Stunde lang aufbewahrt. Beschreibe es noch einmal.',
}
