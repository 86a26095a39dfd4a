/** Alive: this process answers. Asks neither the database nor who is asking, so it wakes nothing and can be asked as often as wanted. */
export function GET(): Response {
  return Response.json({ status: 'ok' })
}
