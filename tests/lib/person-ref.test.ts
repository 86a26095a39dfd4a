// A person in an address: one label, and nothing that reads like one.
import { expect, test } from 'vitest'
import { labelOfRef, personRef } from '@/lib/shared/person-ref'

test('a label comes back from its reference; one with a dot, which names a namespace below somebody’s, does not', () => {
  const labels = ['ada-at-corp-com', '12', 'Ünal', '\u{1F600}', '%2e', '-', 'a\u0000b']
  expect(labels.map((label) => labelOfRef(personRef(label)))).toEqual(labels)
  for (const label of ['ada-at-corp-com.notes', '.', '.ada', 'ada.', ''])
    expect([label, labelOfRef(personRef(label))]).toEqual([label, null])
  const ref = personRef('ada-at-corp-com')
  for (const other of [`${ref}=`, `${ref}.`, ref.slice(0, -1), '%', '_', 'gA'])
    expect([other, labelOfRef(other)]).toEqual([other, null])
})
