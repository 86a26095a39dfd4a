// What was looked for after an erasure, by another path than the one that deleted. What looked at nothing proves nothing, and has no tick.
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { checkWords } from './words'

type Check = { name: string; looked: number; found: number; isResidue?: boolean }

export function ChecksTable({ checks, isCompact = false }: { checks: readonly Check[]; isCompact?: boolean }) {
  const text = useText()
  const { t, number } = text
  return (
    <table className={isCompact ? 'table counts' : 'table'}>
      <thead>
        <tr>
          <th scope="col">{t('Looked for, after erasing')}</th>
          <th scope="col" className="n">
            {t('Tried##receipt')}
          </th>
          <th scope="col" className="n">
            {t('Found##receipt')}
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.name}>
            <td>{checkWords(check.name, text)}</td>
            <td className="n">{number(check.looked)}</td>
            <td className="n">
              <Found check={check} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Found({ check: { looked, found, isResidue } }: { check: Check }) {
  const { t, number } = useText()
  if (found === 0 && looked > 0)
    return (
      <>
        <Glyph name="check" /> {t('None##receipt')}
      </>
    )
  if (found > 0 && isResidue)
    return (
      <strong className="struck">
        <Glyph name="warning" /> {number(found)}
      </strong>
    )
  return number(found)
}
