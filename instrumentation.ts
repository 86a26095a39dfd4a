// Runs once when the server starts; also compiled for the edge, so everything stands behind the import.
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('./instrumentation-node')
    await start()
  }
}
