// Can every setting be read?
import { sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'settings', name: sentence('Settings') }

/** @param problems what {@link examineEnvironment} could not read, and left out */
export function examineSettings(problems: readonly string[]): Finding[] {
  if (problems.length === 0) return [fine(ABOUT, sentence('Every setting that is set can be read.'))]
  return problems.map((problem) =>
    wrong(
      ABOUT,
      sentence('{problem}. The server does not start like this; what follows was examined without it.', { problem }),
      sentence('Correct this setting, or remove it. docs/operators.md says what each one means.'),
    ),
  )
}
