import { type ModelFormatCode, ModelFormatError, show } from './error.ts'
import type { Json, JsonObject } from './types.ts'
import { compareCodePoints } from './utf8.ts'

/** Deepest nesting of a config, itself included. Engines differ in what they survive; no settings need more. */
export const MAX_DEPTH = 64

/** Is it a JSON object, as opposed to an array, null or a plain value? */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * JSON.parse that refuses what JSON.parse lets pass: nesting deeper than `maxDepth` (`too-deep`) and an object with the
 * same key twice (`duplicate-name`), of which JSON.parse would silently keep the last. Text that is not JSON throws
 * `code`. Messages begin with `what`.
 */
export function parseJson(text: string, what: string, code: ModelFormatCode, maxDepth: number = MAX_DEPTH): Json {
  const depth = nesting(text)
  if (depth > maxDepth) {
    throw new ModelFormatError('too-deep', `${what}: expected at most ${maxDepth} levels of nesting, got ${depth}`)
  }
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    throw new ModelFormatError(code, `${what}: expected JSON, got ${show(text)} (${(error as Error).message})`)
  }
  const twice = repeatedKey(text)
  if (twice !== undefined) {
    throw new ModelFormatError('duplicate-name', `${what}: expected each key once, got ${show(twice)} twice`)
  }
  return value
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Index of the quote that closes the string opened at `i`, or the end of a text that never closes it. */
function closingQuote(text: string, i: number): number {
  let end = i + 1
  while (end < text.length && text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1
  return end
}

/** Most brackets open at once outside strings, in any text, valid or not. */
function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) i = closingQuote(text, i)
    else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (c === 0x7d || c === 0x5d) depth--
  }
  return deepest
}

/** A key that one object of a valid JSON text has twice, if any. In valid JSON a string before a colon is a key. */
function repeatedKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x7b || c === 0x5b) open.push(undefined)
    else if (c === 0x7d || c === 0x5d) open.pop()
    if (c !== QUOTE) continue
    const end = closingQuote(text, i)
    let after = end + 1
    while (after < text.length && text.charCodeAt(after) <= 0x20) after++
    if (text[after] === ':') {
      // Compared after unescaping: "\u0061" and "a" are one key.
      const key = JSON.parse(text.slice(i, end + 1)) as string
      // A set only where there is a key: a text of a million empty objects should cost no sets.
      const keys = open[open.length - 1] ?? new Set()
      if (keys.has(key)) return key
      open[open.length - 1] = keys.add(key)
    }
    i = end
  }
  return undefined
}

/**
 * Checks that a value is JSON that comes back as it was: plain objects and arrays, finite numbers, no `undefined`, at most
 * MAX_DEPTH deep. Throws `bad-config` or `too-deep` naming the path, which starts with `path`.
 */
export function checkJson(value: unknown, path: string, depth = 1): void {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value)) return
  const array = Array.isArray(value)
  if (!array && !isPlainObject(value)) {
    throw new ModelFormatError('bad-config', `${path}: expected a JSON value with finite numbers, got ${show(value)}`)
  }
  if (depth > MAX_DEPTH) {
    throw new ModelFormatError('too-deep', `${path}: expected at most ${MAX_DEPTH} levels of nesting, got more`)
  }
  if (array) {
    for (let i = 0; i < value.length; i++) checkJson(value[i], `${path}[${i}]`, depth + 1)
  } else {
    for (const key of Object.keys(value)) checkJson(value[key], `${path}.${key}`, depth + 1)
  }
}

/** A class instance, a Map or a Date would be written as something else than it is. */
function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * The one text of a JSON value: keys in code point order, no spaces, `-0` kept. With `indent` the same, over several
 * lines, `indent` being the white space before the closing bracket. Expects a value that `checkJson` has passed.
 */
export function canonicalJson(value: Json, indent?: string): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = indent === undefined ? undefined : `${indent}  `
  if (Array.isArray(value))
    return bracket(
      value.map((item: Json) => canonicalJson(item, inner)),
      '[',
      ']',
      indent
    )
  const fields = value as JsonObject
  const colon = indent === undefined ? ':' : ': '
  const keys = Object.keys(fields).sort(compareCodePoints)
  return bracket(
    keys.map(key => JSON.stringify(key) + colon + canonicalJson(fields[key], inner)),
    '{',
    '}',
    indent
  )
}

function bracket(items: readonly string[], open: string, close: string, indent: string | undefined): string {
  if (indent === undefined || items.length === 0) return open + items.join(',') + close
  return `${open}\n${indent}  ${items.join(`,\n${indent}  `)}\n${indent}${close}`
}
