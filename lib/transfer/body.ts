// A response that is made only as fast as it is read, and that breaks off visibly when its making fails.

/** Sent together, in UTF-16 units. */
const PIECE = 65_536

/**
 * A body of `texts`, in pieces of about 64 kB. The first piece is made before this resolves, so that what fails at once can
 * still be answered with a status; what fails later ends the connection instead of the body. `texts` is closed in any case.
 */
export async function streamOf(texts: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let failure: { error: unknown } | null = null
  let isDone = false
  const piece = async (): Promise<string> => {
    let made = ''
    while (made.length < PIECE && !isDone && failure === null)
      try {
        const next = await texts.next()
        if (next.done) isDone = true
        else made += next.value
      } catch (error) {
        failure = { error } // what was made before goes out first
      }
    return made
  }
  let next: string | null = await piece()
  const failed = () => failure
  if (next === '' && failed() !== null) throw failed()?.error
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const made = next ?? (await piece())
      next = null
      if (made !== '') controller.enqueue(encoder.encode(made))
      else if (failed() !== null) controller.error(failed()?.error)
      else controller.close()
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
