// A process of its own that carries out what is due and is killed at a point that it is told, as if the machine had lost its power there.
import { openPostgres } from '@/lib/lakebase/database'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import { SELF } from './forgetting'
import { codePointEmbedder, storeWith } from './stores'

const [url = '', point = '', times = '1'] = process.argv.slice(2)
const { pool, close } = await openPostgres(url, 2)
let left = Number(times)
const at = (reached: string) => {
  if (reached === point && --left === 0) process.kill(process.pid, 'SIGKILL')
}
await runDueForgets(await storeWith(pool, codePointEmbedder(16)), SELF, { at })
await close()
