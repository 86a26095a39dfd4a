// How far the memories have come that arrive while the demonstration runs.

export type Arrival = { arrived: number; of: number }
