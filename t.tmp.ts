import { openEmbedded } from '/work/main/lib/lakebase/database'
for (let i=0;i<8;i++){ const t=performance.now(); const lap=(w:string)=>Math.round(performance.now()-t)
const a=await openEmbedded(undefined); const o=lap('open'); const c=await a.pool.connect(); await c.query('select 1'); c.release(); const q=lap('q'); await a.close(); console.log(o,q,lap('close'))}
