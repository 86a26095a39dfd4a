// Somebody who audits or runs the dashboard, as the sign-in would make them.
import { type Admin, type Auditor, type MemoryStore, pseudonym } from '@/lib/store/memory-store'

export function auditor(store: MemoryStore, userId = 'audrey@corp.com'): Auditor {
  return staff(store, userId, 'auditor') as Auditor
}

export function admin(store: MemoryStore, userId = 'adam@corp.com'): Admin {
  return staff(store, userId, 'admin') as Admin
}

function staff({ pool, pseudonymKey }: MemoryStore, userId: string, role: 'auditor' | 'admin') {
  return { pool, pseudonymKey, userId, name: userId, role, actor: pseudonym({ pseudonymKey }, 'person', userId) }
}
