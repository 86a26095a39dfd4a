// One address in front of several servers, as a load balancer is: whole connections go to whichever is named at the time.
import { connect, createServer, type Socket } from 'node:net'

export type Balancer = {
  url: string
  /** From now on everything goes to this server; what was open to another is cut. */
  toward: (url: string) => void
  close: () => Promise<void>
}

export async function startBalancer(first: string): Promise<Balancer> {
  let target = new URL(first)
  const sockets = new Set<Socket>()
  const server = createServer((inner) => {
    const outer = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.once('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    toward: (url) => {
      target = new URL(url)
      cut()
    },
    close: () => {
      cut()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
