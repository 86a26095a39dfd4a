// What was looked for after the deletion, by another path than the one that deleted; what was left stands out.
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { ForgetCheck } from '@/lib/shared/forget'
import { checkWords } from '../../../receipt/words'

export function Checks({ checks }: { checks: readonly ForgetCheck[] }) {
  const text = useText()
  const { t, number } = text
  return (
    <section className="chapter" aria-labelledby="checks">
      <h2 id="checks">{t('How it was checked')}</h2>
      <table className="table counts">
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
          {checks.map(({ name, looked, found, isResidue }) => (
            <tr key={name}>
              <th scope="row">{checkWords(name, text)}</th>
              <td className="n">{number(looked)}</td>
              <td className="n">
                {found === 0 ? (
                  <>
                    <Glyph name="check" /> {t('None##receipt')}
                  </>
                ) : isResidue ? (
                  <strong className="struck">
                    <Glyph name="warning" /> {number(found)}
                  </strong>
                ) : (
                  number(found)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
