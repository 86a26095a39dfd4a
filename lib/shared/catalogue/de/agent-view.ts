// What the agent sees, what is similar, and what it would recall.
export const agentView = {
  'Expired, the agent no longer sees it': 'Abgelaufen, der Agent sieht sie nicht mehr',
  '{when}. Expired, the agent no longer sees it': '{when}. Abgelaufen, der Agent sieht sie nicht mehr',
  'There is no question to ask the agent’s search.': 'Es gibt keine Frage, die der Agent suchen könnte.',
  'Write a question that the agent might ask.': 'Schreib eine Frage, die der Agent stellen könnte.',
  'The embedding endpoint did not give a vector for each text.':
    'Der Dienst für die Suche nach Bedeutung hat nicht für jeden Text geantwortet.',
}
