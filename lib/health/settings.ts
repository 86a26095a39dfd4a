// Can every setting be read?
import type { ExaminedEnvironment } from '@/lib/env'
import { sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, unknown, wrong } from './finding'

const ABOUT: About = { check: 'settings', name: sentence('Settings') }

export function examineSettings({ wrong: problems, unread }: Pick<ExaminedEnvironment, 'wrong' | 'unread'>): Finding[] {
  const findings = problems.map((problem) =>
    wrong(
      ABOUT,
      sentence('{problem}. The server does not start like this; what follows was examined without it.', { problem }),
      sentence('Correct this setting, or remove it. docs/operators.md says what each one means.'),
    ),
  )
  if (unread.length > 0) {
    const names = unread.join(', ')
    const said = sentence('Set, and not read, because nothing has this name or another setting comes first: {names}.', {
      names,
    })
    findings.push(unknown(ABOUT, said))
  }
  return findings.length > 0 ? findings : [fine(ABOUT, sentence('Every setting that is set can be read.'))]
}
