// What the sources say to people: every text that goes through the catalogue, and every one that does not.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite' // comes with vitest

/** A node of the syntax tree (ESTree with JSX and TypeScript); only what is looked at here. */
type Node = { type: string; start: number; [member: string]: unknown }

/** A text as it is looked up, with the names of the values that it is given; null where they cannot be read off. */
export type Said = { key: string; given: string[] | null; at: string }

export type Sources = { said: Said[]; escaped: { text: string; at: string }[] }

/** Which argument holds the text: a plural has two, that make one key. */
const ONE = { text: [0], values: 1 }
const COUNTED = { text: [1, 2], values: 3 }
const SAYING = new Map([
  ['t', ONE],
  ['rich', ONE],
  ['sentence', ONE],
  ['plural', COUNTED],
  ['richPlural', COUNTED],
  ['counted', COUNTED],
])

/** Attributes and properties that people see or hear. */
const TEXT_NAMES = new Set(
  'aria-label aria-description aria-placeholder aria-roledescription aria-valuetext title placeholder alt label lead help problem action actionName text heading summary name about hint message sentence caption description children'.split(
    ' ',
  ),
)

/** Reads these files, and every source file below these folders. */
export function readSources(places: string[]): Sources {
  const sources: Sources = { said: [], escaped: [] }
  for (const file of places.flatMap((one) => (one.endsWith('.ts') ? [one] : filesIn(one)))) readSource(file, sources)
  return sources
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join('lib', 'shared', 'catalogue')))
    .sort()
}

function readSource(file: string, { said, escaped }: Sources): void {
  const source = readFileSync(file, 'utf8')
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read`)
  const where = (node: Node) => `${file}:${source.slice(0, node.start).split('\n').length}`
  const seesLook = !file.startsWith('lib')
  const escapes = (node: Node, text: string) => escaped.push({ text: text.trim(), at: where(node) })

  const say = (call: Node, texts: Node[], values: Node | undefined, counts: boolean) => {
    for (const key of joined(texts.map(literals)))
      if (key === null) escapes(call, `${source.slice(call.start, call.start + 60)} … is no literal`)
      else said.push({ key, given: namesOf(values, counts), at: where(call) })
  }

  /** `shown`: this expression is what a reader sees or hears. */
  const visit = (node: Node, shown: boolean): void => {
    const inner = (child: unknown, isShown = shown) => {
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, isShown)
    }
    switch (node.type) {
      case 'CallExpression': {
        const saying = SAYING.get(nameOf(node.callee))
        const given = node.arguments as Node[]
        if (saying !== undefined && file !== path.join('lib', 'shared', 'text.ts')) {
          const texts = saying.text.map((at) => given[at]).filter(isNode)
          say(node, texts, given[saying.values], saying.text.length > 1)
          inner(
            given.filter((one) => !texts.includes(one)),
            false,
          )
        } else {
          inner(node.callee, false)
          inner(given, false)
        }
        return
      }
      case 'NewExpression': {
        const [code, text, options] = node.arguments as Node[]
        const isExpected = nameOf(node.callee) === 'Expected'
        // a wrong setting is told to whoever starts the server, in a terminal; agents' authors read English too
        const isForPeople = isExpected && code?.value !== 'misconfigured' && !file.startsWith(path.join('lib', 'agent'))
        if (isForPeople && isNode(text) && literals(text).every((one) => one !== null))
          say(node, [text], member(options, 'values'), false)
        else if (isForPeople && isNode(text) && ['TemplateLiteral', 'BinaryExpression'].includes(text.type))
          escapes(text, source.slice(text.start, text.start + 60))
        // the text of a bug is for who mends it
        const isBug = nameOf(node.callee).endsWith('Error')
        const isText = (one: Node) => one.type === 'Literal' || one.type === 'TemplateLiteral'
        inner(isExpected ? options : (node.arguments as Node[]).filter((one) => !isBug || !isText(one)), false)
        return
      }
      case 'JSXElement': {
        const name = nameOf((node.openingElement as Node).name)
        inner((node.openingElement as Node).attributes, false)
        // keys of the keyboard and lines of code are the same in every language
        if (!['kbd', 'code', 'Key'].includes(name)) inner(node.children, true)
        return
      }
      case 'JSXAttribute': {
        const name = nameOf(node.name)
        if (!['className', 'aria-keyshortcuts'].includes(name))
          inner(node.value, name !== 'name' && TEXT_NAMES.has(name))
        return
      }
      case 'Property':
        // of a command: the key of the keyboard
        if (nameOf(node.key) === 'key' && isNode(node.value) && node.value.type === 'Literal') return
        inner(node.value, seesLook && TEXT_NAMES.has(nameOf(node.key)))
        return
      case 'JSXText':
      case 'Literal':
      case 'TemplateElement': {
        const text = textOf(node)
        if (seesLook && text !== null && (shown ? /\p{L}/u.test(text) : isProse(text))) escapes(node, text)
        return
      }
      case 'ConditionalExpression':
        inner(node.test, false)
        inner([node.consequent, node.alternate])
        return
      case 'BinaryExpression':
        // what is compared is not said
        if (node.operator === '+') inner([node.left, node.right])
        else
          inner(
            [node.left, node.right].filter((one) => isNode(one) && one.type !== 'Literal'),
            false,
          )
        return
      case 'LogicalExpression':
        inner(node.left, shown && node.operator !== '&&')
        inner(node.right)
        return
      case 'TemplateLiteral':
        inner(node.quasis)
        inner(node.expressions)
        return
      case 'JSXExpressionContainer':
      case 'JSXFragment':
      case 'TSAsExpression':
      case 'ParenthesizedExpression':
      case 'TSNonNullExpression':
        inner(node.children ?? node.expression)
        return
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        inner(node.declaration, false)
        return
      default:
        if (node.type.startsWith('TS') || typeof node.directive === 'string') return
        for (const [name, child] of Object.entries(node)) if (name !== 'type') inner(child, false)
    }
  }
  visit(program as unknown as Node, false)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return typeof node.name === 'string' ? node.name : typeof node.value === 'string' ? node.value : ''
}

function textOf(node: Node): string | null {
  const value = node.type === 'TemplateElement' ? (node.value as { cooked?: string }).cooked : node.value
  return typeof value === 'string' ? value : null
}

/** The texts that an expression can be: a literal, or one of two; null stands for anything else. */
function literals(node: Node): (string | null)[] {
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].filter(isNode).flatMap(literals)
  return [node.type === 'Literal' ? textOf(node) : null]
}

/** The keys of a call: its texts joined as the catalogue joins the forms of a plural. */
function joined(texts: (string | null)[][]): (string | null)[] {
  const [first = [], ...rest] = texts
  if (rest.length === 0) return first
  const parts = texts.map((one) => (one.length === 1 ? one[0] : null))
  return [parts.every((part) => typeof part === 'string') ? parts.join('|') : null]
}

function namesOf(values: Node | undefined, counts: boolean): string[] | null {
  if (values === undefined) return counts ? ['count'] : []
  if (values.type !== 'ObjectExpression') return null
  const properties = values.properties as Node[]
  if (properties.some((one) => one.type !== 'Property')) return null
  return [...(counts ? ['count'] : []), ...properties.map((one) => nameOf(one.key))]
}

function member(object: Node | undefined, name: string): Node | undefined {
  const properties = object?.type === 'ObjectExpression' ? (object.properties as Node[]) : []
  const value = properties.find((one) => one.type === 'Property' && nameOf(one.key) === name)?.value
  return isNode(value) ? value : undefined
}

/** Whether a literal that stands anywhere looks as if it were written for people. */
function isProse(text: string): boolean {
  return /^\p{Lu}\p{Ll}+(\s|$|[.,:;!?…’'])/u.test(text.trim()) || /\p{Ll} .*\p{L}[.!?…]$/u.test(text)
}

/** The names in a text's places, sorted. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort()
}
