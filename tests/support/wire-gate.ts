// Between a pool and its server, statement by statement: at a chosen one the server's process is ended, or its answer is lost on the way.
import { createServer, connect as dial, type Socket } from 'node:net'
import type pg from 'pg'

/** `swallowed`: carried out, and the connection is lost before the answer. The others end the server's process. */
export type CutMoment = 'before' | 'during' | 'after' | 'swallowed'

export type Statement = {
  sql: string
  /** How many came before it since {@link WireGate.watch}. */
  number: number
  inTransaction: boolean
}

export type WireGate = {
  port: number
  /** From now on statements are counted, and the first that `at` chooses is cut. */
  watch: (at?: (statement: Statement) => CutMoment | null) => void
  /** Statements since {@link watch}; whether one was cut. */
  seen: () => { statements: Statement[]; isCut: boolean }
  close: () => Promise<void>
}

/** What every connection of ours begins with is no part of what is watched, and neither is the sign of life of a pool. */
const OF_CONNECTIONS = /^(set timezone|select 1$)/

/**
 * Opens the gate on a free port.
 * @param server address of the server, without TLS
 * @param admin connections that do not go through the gate: they end processes, as a superuser
 */
export async function openWireGate(server: URL, admin: pg.Pool): Promise<WireGate> {
  const open = new Set<Socket>()
  let choose: ((statement: Statement) => CutMoment | null) | undefined
  let statements: Statement[] = []
  let isCut = false

  /** Counts a statement that has arrived whole, and says what becomes of it. */
  const arrived = (sql: string, inTransaction: boolean): CutMoment | null => {
    if (OF_CONNECTIONS.test(sql)) return null
    const statement = { sql, number: statements.length, inTransaction }
    statements.push(statement)
    if (isCut) return null
    const moment = choose?.(statement) ?? null
    isCut = moment !== null
    return moment
  }

  const listening = createServer((near) => {
    const far = dial(Number(server.port), server.hostname)
    let pid = 0
    let inTransaction = false
    let keepsAnswer = false
    let onReady = () => {}
    const end = () => admin.query('select pg_terminate_backend($1)', [pid])
    const lose = () => {
      near.destroy()
      far.destroy()
    }
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.setNoDelay() // an answer is written in pieces
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.end()
      })
    }

    let unit: Buffer[] = []
    let sql = ''
    const named = new Map<string, string>()
    near.on(
      'data',
      messages(true, (type, message) => {
        if (type === 'Q') sql = text(message, 5)
        // a statement that is prepared is told once; then only its name comes
        if (type === 'P') named.set(text(message, 5), text(message, 5 + Buffer.byteLength(text(message, 5)) + 1))
        if (type === 'B') sql = named.get(text(message, 5 + Buffer.byteLength(text(message, 5)) + 1)) ?? ''
        if (type === '' || !'QPBDEHCS'.includes(type)) return far.write(message)
        unit.push(message)
        if (type !== 'Q' && type !== 'S') return
        const whole = Buffer.concat(unit)
        unit = []
        const moment = arrived(sql, inTransaction)
        if (moment === 'before') return void end()
        if (moment === 'after' || moment === 'swallowed') {
          keepsAnswer = true
          onReady = moment === 'after' ? () => void end() : lose
        }
        far.write(whole)
        if (moment === 'during') void end()
      }),
    )
    far.on(
      'data',
      messages(false, (type, message) => {
        if (type === 'K') pid = message.readInt32BE(5)
        if (!keepsAnswer) near.write(message)
        if (type !== 'Z') return
        inTransaction = String.fromCharCode(message[5] ?? 0) !== 'I'
        keepsAnswer = false
        onReady()
        onReady = () => {}
      }),
    )
  })
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    watch(at) {
      choose = at
      statements = []
      isCut = false
    },
    seen: () => ({ statements, isCut }),
    async close() {
      for (const one of open) one.destroy()
      await new Promise((done) => listening.close(done))
    },
  }
}

/**
 * Parts what arrives into messages: a letter, the length of the rest, the rest.
 * @param beginsWithout a client's first message has no letter; it is given as ''
 */
function messages(beginsWithout: boolean, take: (type: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let letters = beginsWithout ? 0 : 1
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= letters + 4) {
      const length = letters + rest.readInt32BE(letters)
      if (rest.length < length) return
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      take(letters === 0 ? '' : String.fromCharCode(message[0] ?? 0), message)
      letters = 1
    }
  }
}

/** The text that ends with a zero. */
const text = (message: Buffer, from: number): string => message.toString('utf8', from, message.indexOf(0, from))
