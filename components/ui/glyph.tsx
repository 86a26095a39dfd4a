// The six glyphs. Always beside words, therefore hidden from screen readers.
const paths = {
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  chevron: <path d="m4 6.5 4 4 4-4" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  warning: <path d="M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.7M8 5v.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
}

export type GlyphName = keyof typeof paths

export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      {paths[name]}
    </svg>
  )
}
