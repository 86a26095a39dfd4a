// A file with separators as spreadsheets read it, which is not as its author meant it.

/** Reads a file as a spreadsheet does that splits at `separator`; with `quotes` false, as one that takes them for letters. */
export function cellsOf(text: string, separator: string, quotes = true): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (quotes && sign === '"' && cell === '') isQuoted = true
    else if (sign === separator || sign === '\n' || sign === '\r') {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return [...cells, cell]
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
/** A cell that a spreadsheet would try to calculate; one that is a number and nothing else calculates to itself. */
export const isFormula = (cell: string) => /^[\s"\ufeff]*[=+\-@＝＋－＠\t\r]/.test(cell) && !NUMBER.test(cell)
