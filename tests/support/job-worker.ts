// A process of its own that carries out a job until it is killed.
import { openPostgres } from '@/lib/lakebase/database'
import { runJob } from '@/lib/store/jobs/run'
import { codePointEmbedder, storeWith } from './stores'

const [url = '', id = ''] = process.argv.slice(2)
const { pool, close } = await openPostgres(url, 2)
const store = await storeWith(pool, codePointEmbedder(16), { fields: ['text'] })
console.log('open')
await runJob(store, id)
await close()
