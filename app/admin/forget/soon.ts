// What somebody has said yes to is carried out at once, after the answer: it may be much.
import { after } from 'next/server'
import { environment } from '@/lib/env'
import { memoryStore } from '@/lib/store/configured'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { runDueForgets } from '@/lib/store/forgetting/worker'

export function carryOutSoon(): void {
  after(async () => runDueForgets(await memoryStore(), forgetRules(environment())))
}
