// Security faults that somebody could make in one line, each with the tests that must notice it. See seed-faults.ts; threats: docs/security.md.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of ours is quoted here

export type Fault = {
  fault: string
  /** Its row in docs/security.md. */
  threat: string
  file: string
  /** What stands there, once. */
  is: string
  becomes: string
  tests: readonly string[]
  /** Only tests of these names (a regular expression), where a file takes long. */
  only?: string
}

const ISOLATION = { tests: ['tests/lib/isolation.test.ts'], only: 'on postgres .*"at" T1' }

export const FAULTS: readonly Fault[] = [
  {
    ...{ fault: 'a memory is found by its key, whoever owns it', threat: 'T1', ...ISOLATION },
    file: 'lib/store/read.ts',
    is: 'where s.prefix = $1 and s.key = $2',
    becomes: 'where $1::text is not null and s.key = $2',
  },
  {
    ...{ fault: 'a memory is found by LIKE', threat: 'T2', ...ISOLATION },
    file: 'lib/store/read.ts',
    is: 'where s.prefix = $1 and s.key = $2',
    becomes: 'where s.prefix like $1 and s.key = $2',
  },
  {
    ...{ fault: 'child namespaces begin with the person’s, not with it and a dot', threat: 'T2', ...ISOLATION },
    file: 'lib/store/namespaces.ts',
    is: `       (select prefix from \${catalog.store} s
         where prefix ~>=~ ($1 || '.') and`,
    becomes: `       (select prefix from \${catalog.store} s
         where prefix ~>~ $1 and`,
  },
  {
    ...{ fault: 'a deletion is undone by whoever knows its id', threat: 'T1', ...ISOLATION },
    file: 'lib/store/change/undo.ts',
    is: 'where r.id = $1::uuid and r.subject = $2 and',
    becomes: 'where r.id = $1::uuid and $2::text is not null and',
  },
  {
    ...{ fault: 'rows of several owners are told apart by their text, a number counts', threat: 'T3' },
    file: 'lib/store/access/per-row.ts',
    is: `coalesce(jsonb_typeof(\${member}) = 'string', false)`,
    becomes: 'true',
    tests: ['tests/lib/per-row.test.ts'],
  },
  {
    ...{ fault: 'a namespace is the first one’s who comes', threat: 'T4' },
    file: 'lib/identities/decide.ts',
    is: 'const isAlone = claimants.every(({ userId }) => userId === who.userId)',
    becomes: 'const isAlone = claimants[0]?.userId === who.userId',
    tests: ['tests/lib/identities.test.ts', 'tests/lib/one-person.test.ts'],
  },
  {
    ...{ fault: 'a binding holds under every identity provider', threat: 'T5' },
    file: 'lib/identities/decide.ts',
    is: 'binding.userId === who.userId && binding.issuer === who.issuer',
    becomes: 'binding.userId === who.userId',
    tests: ['tests/lib/identities.test.ts', 'tests/lib/one-person.test.ts'],
  },
  {
    ...{ fault: 'an ended session goes on', threat: 'T9' },
    file: 'lib/store/access/sessions.ts',
    is: 's.ended_at is null and s.ends_at > now()\n    and',
    becomes: 's.ends_at > now()\n    and',
    tests: ['tests/lib/sessions.test.ts'],
  },
  {
    ...{ fault: 'a session counts with another identity provider', threat: 'T5' },
    file: 'lib/store/access/sessions.ts',
    is: '`(s.issuer = ${issuer} and',
    becomes: '`(${issuer}::text is not null and',
    tests: ['tests/lib/sessions.test.ts'],
  },
  {
    ...{ fault: 'who was shut out keeps their session', threat: 'T6' },
    file: 'lib/store/access/sessions.ts',
    is: ` and not \${isDisabledPerson('s.user_id')}\``,
    becomes: '`',
    tests: ['tests/lib/sessions.test.ts', 'tests/lib/roles.test.ts'],
  },
  {
    ...{ fault: 'a role goes on after its end', threat: 'T22' },
    file: 'lib/store/access/roles.ts',
    is: 'where g.user_id = ${userId} and g.ended_at is null and (g.until is null or g.until > now())',
    becomes: 'where g.user_id = ${userId} and g.ended_at is null',
    tests: ['tests/lib/roles.test.ts', 'tests/lib/role-changes.test.ts'],
  },
  {
    ...{ fault: 'a revoked token opens', threat: 'T6' },
    file: 'lib/store/access/agent-tokens.ts',
    is: 'and id_claim = $3 and revoked_at is null and expires_at > now()\n          and not',
    becomes: 'and id_claim = $3 and expires_at > now()\n          and not',
    tests: ['tests/lib/agent-tokens.test.ts'],
  },
  {
    ...{ fault: 'anybody’s token can be revoked', threat: 'T1' },
    file: 'lib/store/access/agent-tokens.ts',
    is: 'where id = $1 and user_id = $2 for update',
    becomes: 'where id = $1 and $2::text is not null for update',
    tests: ['tests/lib/agent-tokens.test.ts'],
  },
  {
    ...{ fault: 'a request that the browser calls cross-site is taken', threat: 'T8' },
    file: 'lib/auth/origin.ts',
    is: `  if (site !== null && site !== 'same-origin') return false\n`,
    becomes: `  if (site === 'none') return false\n`,
    tests: ['tests/lib/same-origin.test.ts'],
  },
  {
    ...{ fault: 'X-Forwarded-Host is believed in every mode', threat: 'T8' },
    file: 'lib/auth/public-address.ts',
    is: `const host = headers.get('host')`,
    becomes: `const host = headers.get('x-forwarded-host') ?? headers.get('host')`,
    tests: ['tests/lib/same-origin.test.ts'],
  },
  {
    ...{ fault: 'after signing in one is sent to any site', threat: 'T9' },
    file: 'lib/shared/own-path.ts',
    is: 'return URL.canParse(text, base) && new URL(text, base).origin === base',
    becomes: 'return URL.canParse(text, base)',
    tests: ['tests/lib/own-path.test.ts'],
  },
  {
    ...{ fault: 'the forwarded token may be somebody else’s', threat: 'T5' },
    file: 'lib/auth/forwarded.ts',
    is: 'if (!isSamePerson(proven, forwarded, rules.userIdClaim)) return SOMEBODY_ELSE',
    becomes: 'if (!isSamePerson(proven, forwarded, rules.userIdClaim) && user === "") return SOMEBODY_ELSE',
    tests: ['tests/lib/forwarded.test.ts'],
  },
  {
    ...{ fault: 'administrators confirm their own requests', threat: 'T22' },
    file: 'lib/store/identities/approvals.ts',
    is: "if (request.askedBy === admin.userId)\n        throw new Expected('refused', 'You asked",
    becomes: "if (request.askedBy === admin.actor)\n        throw new Expected('refused', 'You asked",
    tests: ['tests/lib/approvals.test.ts'],
  },
  {
    ...{ fault: 'what is confirmed is not what was shown', threat: 'T22' },
    file: 'lib/store/identities/approvals.ts',
    is: 'if (request.hash !== hash)',
    becomes: `if (hash === '')`,
    tests: ['tests/lib/approvals.test.ts'],
  },
  {
    ...{ fault: 'a look that was hidden again goes on', threat: 'T21' },
    file: 'lib/store/on-behalf/reveals.ts',
    is: 'and root = $3 and ended_at is null and until > now()',
    becomes: 'and root = $3 and until > now()',
    tests: ['tests/lib/reveals.test.ts'],
  },
  {
    ...{ fault: 'an administrator reads without an entry in the audit', threat: 'T21' },
    file: 'lib/store/on-behalf/revealed.ts',
    is: 'if (shown.length > 0) await recordRead(scope, shown)',
    becomes: 'if (shown.length > 1_000) await recordRead(scope, shown)',
    tests: ['tests/lib/reveals.test.ts', 'tests/lib/on-behalf.test.ts'],
  },
  {
    ...{ fault: 'one person’s look opens everybody’s memories', threat: 'T21' },
    file: 'lib/store/on-behalf/reveals.ts',
    is: 'and root = $3 and ended_at is null and until > now()',
    becomes: 'and $3::text is not null and ended_at is null and until > now()',
    tests: ['tests/lib/reveals.test.ts'],
  },
  {
    ...{ fault: 'a pseudonym of another’s memory opens the namesake', threat: 'T21' },
    file: 'lib/store/on-behalf/revealed.ts',
    is: 'if (at === undefined || !(at.prefix === scope.root || at.prefix.startsWith(`${scope.root}.`))) return null',
    becomes: 'if (at === undefined) return null',
    tests: ['tests/lib/reveals.test.ts', 'tests/lib/on-behalf.test.ts'],
  },
  {
    ...{ fault: 'the audit’s chain is not compared with its rows', threat: 'T23' },
    file: 'lib/audit/verify.ts',
    is: 'return seq === expected && row !== null && hashOf(before, row.bytes).equals(hash)',
    becomes: 'return seq === expected && row !== null && before.length !== hash.length + 1',
    tests: ['tests/lib/audit-chain.test.ts'],
  },
  {
    ...{ fault: 'a receipt counts whatever its signature', threat: 'T24' },
    file: 'lib/receipt/receipt.ts',
    is: `return bytes.toString('base64url') === signature && verify(null, Buffer.from(canonical(receipt)), key, bytes)`,
    becomes: `return bytes.toString('base64url') === signature || verify(null, Buffer.from(canonical(receipt)), key, bytes)`,
    tests: ['tests/lib/receipt.test.ts'],
  },
  {
    ...{ fault: 'an agent’s write during an erasure is not waited for', threat: 'T18' },
    file: 'lib/lakebase/migrations/024_guard.sql',
    is: 'get_byte(print, 1) / 16 for share;',
    becomes: 'get_byte(print, 1) / 16;',
    tests: ['tests/lib/guard-concurrency.test.ts'],
  },
  {
    ...{ fault: 'a restored backup passes the guard', threat: 'T20' },
    file: 'lib/store/forgetting/guard-sql.ts',
    is: '`ALTER TABLE ${storeTable} ENABLE ALWAYS TRIGGER memory_guard;`',
    becomes: '`ALTER TABLE ${storeTable} ENABLE TRIGGER memory_guard;`',
    tests: ['tests/lib/guard.test.ts'],
  },
  {
    ...{ fault: 'search entries of the former text stay', threat: 'T19' },
    file: 'lib/store/change/write-statement.ts',
    is: 'and v.field_name <> all ($4::text[])',
    becomes: 'and v.field_name <> all ($4::text[]) and false',
    tests: ['tests/lib/write.test.ts'],
  },
  {
    ...{ fault: 'Postgres’ messages, with the values they quote, reach the log', threat: 'T37' },
    file: 'lib/store/outage.ts',
    is: `if (!(error instanceof Error) || !('severity' in error)) return error`,
    becomes: `if (!(error instanceof Error) || !('severe' in error)) return error`,
    tests: ['tests/lib/outage.test.ts', 'tests/lib/write-refusals.test.ts'],
  },
  {
    ...{ fault: 'cells of the spreadsheet are formulas', threat: 'T11' },
    file: 'lib/transfer/csv.ts',
    is: 'const shown = harmless(visible(',
    becomes: 'const shown = String(visible(',
    tests: ['tests/lib/transfer-csv.test.ts'],
  },
  {
    ...{ fault: 'whoever was signed out while the encoder worked has saved all the same', threat: 'T9' },
    file: 'lib/store/change/write-statement.ts',
    is: 'await scope.mayStill?.(db)',
    becomes: 'void db',
    tests: ['tests/e2e/sessions.spec.ts'],
    only: 'while the encoder still works',
  },
  {
    ...{ fault: 'searches are not limited', threat: 'T25' },
    file: 'lib/store/access/rate-limit.ts',
    is: 'if (count <= most) return',
    becomes: 'if (count <= most * 1_000) return',
    tests: ['tests/lib/rate-limit.test.ts'],
  },
  {
    ...{ fault: 'actions are taken from any site', threat: 'T8' },
    file: 'lib/action.ts',
    is: 'if (!isSameOrigin(await headers()))',
    becomes: `if (!isSameOrigin(await headers()) && (await headers()).has('x-strict'))`,
    tests: ['tests/e2e/actions.spec.ts'],
    only: 'T63',
  },
  {
    ...{ fault: 'auditors may do what administrators may', threat: 'T6' },
    file: 'lib/action.ts',
    is: `(await staffAtHand('admin', mark)) as Admin`,
    becomes: `(await staffAtHand('auditor', mark)) as Admin`,
    tests: ['tests/e2e/access.spec.ts'],
  },
  {
    ...{ fault: 'the server answers to any name (DNS rebinding)', threat: 'T8' },
    file: 'proxy.ts',
    is: 'if (asked === null && !ANY_HOST.has(request.nextUrl.pathname)) return misdirected(request)',
    becomes: `if (asked === null && request.nextUrl.pathname === '/nowhere') return misdirected(request)`,
    tests: ['tests/e2e/edge.spec.ts'],
  },
  {
    ...{ fault: 'other sites may frame the pages', threat: 'T10' },
    file: 'proxy.ts',
    is: `"frame-ancestors 'none'"`,
    becomes: `"frame-ancestors *"`,
    tests: ['tests/e2e/edge.spec.ts'],
  },
]
