// What is wrong with a JSON text, and how to mend it, in a sentence for whoever wrote it.
import { type JsonProblem, PARSER_DEPTH } from './json-text'
import { type Sentence, sentence } from './text'

/** With its line: `Line 2: a comma stands before …`. */
export function jsonProblemInLine(problem: JsonProblem): Sentence {
  return sentence('Line {line}: {problem}', { line: String(problem.line), problem: jsonProblem(problem) })
}

/** Without a place, to stand after one. */
export function jsonProblem({ fault, found }: JsonProblem): Sentence {
  switch (fault) {
    case 'open text':
      return sentence('a text is not closed. Add the missing quotation mark.')
    case 'tab':
      return sentence('a control character stands inside a text. Write it as \\t.')
    case 'control character':
      return sentence('a control character stands inside a text. Write it as \\n or \\u00….')
    case 'short \\u':
      return sentence('\\u needs four hexadecimal digits, such as \\u00e9.')
    case 'lone backslash':
      return sentence('a backslash stands alone. Write \\\\ for a backslash.')
    case 'comma before }':
      return sentence('a comma stands before the closing brace. Remove it to save.')
    case 'comma before ]':
      return sentence('a comma stands before the closing bracket. Remove it to save.')
    case 'open object':
      return sentence('the text ends inside an object. Close it with }.')
    case 'no name':
      return sentence('a name in quotation marks is expected, not {found}.', { found })
    case 'no colon':
      return sentence('a colon is missing after "{name}".', { name: found })
    case 'ends before }':
      return sentence('the text ends too early. Close it with a brace.')
    case 'ends before ]':
      return sentence('the text ends too early. Close it with a bracket.')
    case 'no comma or }':
      return sentence('a comma or a closing brace is missing before {found}.', { found })
    case 'no comma or ]':
      return sentence('a comma or a closing bracket is missing before {found}.', { found })
    case 'too deep':
      return sentence('the value is nested more than {levels} levels deep.', { levels: PARSER_DEPTH })
    case 'no value':
      return sentence('a value is missing.')
    case 'no such value':
      return unknownWord(found)
    case 'more follows':
      return sentence('the value has ended, but {found} follows. Remove it.', { found })
  }
}

function unknownWord(word: string): Sentence {
  if (/^[-+]?(nan|inf(inity)?)$/i.test(word))
    return sentence('{word} is not a number that can be stored. Use null or a text.', { word })
  if (/^(True|False|None|undefined)$/.test(word))
    return sentence('{word} is not JSON. Write {instead}.', {
      word,
      instead: { True: 'true', False: 'false' }[word] ?? 'null',
    })
  if (/^[-+.]?\d/.test(word)) return sentence('{word} is not a number. Numbers look like 12, -3.5 or 1e6.', { word })
  if (word.startsWith("'")) return sentence('texts stand in double quotation marks, not single ones.')
  return sentence('{word} is not a value. Texts stand in quotation marks.', { word })
}
