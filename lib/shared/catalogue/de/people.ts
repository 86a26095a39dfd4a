// The list of people and the overview, for those who run or audit the dashboard, in German.
export const people = {}
