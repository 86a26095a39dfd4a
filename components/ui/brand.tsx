// The mark, a proofreader's caret, and the name.
import { useText } from '#text'

export function Brand() {
  const { t } = useText()
  return (
    <>
      <svg
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M3 14.5 9 3.5l6 11" />
      </svg>
      <span>{t('Long-term memory')}</span>
    </>
  )
}
