// What goes and what stays, in numbers. For both sides.
import { useText } from '#text'
import type { Going } from '@/lib/store/forgetting/preview'
import { kindWords } from '../../../receipt/kind-words'

export function GoingTable({ going: { goes, memories, changed, gone, remaining } }: { going: Going }) {
  const text = useText()
  const { t, number } = text
  const stays = [
    { name: t('Changed since they were chosen'), count: changed, what: t('stay') },
    { name: t('Gone already'), count: gone, what: t('nothing to do') },
    { name: t('Other memories of theirs'), count: remaining, what: t('stay') },
  ].filter(({ count }) => count > 0)
  return (
    <table className="table counts going">
      <thead>
        <tr>
          <th scope="col">{t('Kind##receipt')}</th>
          <th scope="col" className="n">
            {t('Number')}
          </th>
          <th scope="col">{t('What happens')}</th>
        </tr>
      </thead>
      <tbody>
        {goes
          // selections and work are gone within the hour anyway
          .filter(({ what }) => what !== 'work')
          .map(({ what, rows }) => (
            <tr key={what}>
              <th scope="row">{kindWords(what, text)}</th>
              <td className="n">{number(what === 'memories' ? memories : rows)}</td>
              <td>{t('go')}</td>
            </tr>
          ))}
        {stays.map(({ name, count, what }) => (
          <tr key={name} className="stays">
            <th scope="row">{name}</th>
            <td className="n">{number(count)}</td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
