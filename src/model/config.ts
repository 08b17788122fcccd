import { ModelFormatError, show } from './error.ts'
import { isObject } from './json-text.ts'
import type { Json, JsonObject } from './types.ts'

/** What each type name of `field` gives. */
export interface FieldTypes {
  readonly string: string
  readonly boolean: boolean
  /** Finite, like every number of JSON. */
  readonly number: number
  /** Whole, and at most 2⁵³ − 1 in magnitude. */
  readonly integer: number
  readonly object: JsonObject
  readonly array: readonly Json[]
  readonly strings: readonly string[]
  readonly numbers: readonly number[]
}

/** The type names `field` knows. */
export type FieldType = keyof FieldTypes

/** Where a field is: keys joined by dots, or as a list when a key has a dot in it. An index is a key of an array. */
export type FieldPath = string | readonly string[]

/** Inclusive limits of a number, or of every number of a list. */
export interface FieldRange {
  readonly min?: number
  readonly max?: number
}

const TESTS: { readonly [T in FieldType]: (value: Json) => boolean } = {
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  number: value => Number.isFinite(value),
  integer: value => Number.isSafeInteger(value),
  object: value => isObject(value),
  array: value => Array.isArray(value),
  strings: value => Array.isArray(value) && value.every(item => typeof item === 'string'),
  numbers: value => Array.isArray(value) && value.every(item => Number.isFinite(item))
}

const ARTICLES: { readonly [T in FieldType]: string } = {
  string: 'a string',
  boolean: 'true or false',
  number: 'a finite number',
  integer: 'a whole number',
  object: 'an object',
  array: 'an array',
  strings: 'an array of strings',
  numbers: 'an array of finite numbers'
}

/**
 * A field of a config, when it is there and what it should be: `field(config, 'hash.bits', 'integer', { min: 1, max: 30 })`.
 * Looks at own keys only, so that `constructor` is missing unless the file has it. Throws ModelFormatError (`bad-field`)
 * naming the path, what was expected and what came.
 */
export function field<T extends FieldType>(
  config: JsonObject,
  path: FieldPath,
  type: T,
  range: FieldRange = {}
): FieldTypes[T] {
  const value = lookUp(config, path)
  if (value === undefined || !TESTS[type](value)) throw badField(path, ARTICLES[type], value)
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range
  for (const number of [value].flat()) {
    if (typeof number === 'number' && (number < min || number > max)) {
      throw badField(path, `${ARTICLES[type]} from ${min} to ${max}`, number)
    }
  }
  return value as FieldTypes[T]
}

/** As `field`, but `undefined` where the config has no such key. A key that is there must still be right. */
export function optionalField<T extends FieldType>(
  config: JsonObject,
  path: FieldPath,
  type: T,
  range: FieldRange = {}
): FieldTypes[T] | undefined {
  return lookUp(config, path) === undefined ? undefined : field(config, path, type, range)
}

/** A string field that is one of `allowed`: `choice(config, 'head', ['ridge', 'logistic'])`. Throws `bad-field`. */
export function choice<const C extends string>(config: JsonObject, path: FieldPath, allowed: readonly C[]): C {
  const value = lookUp(config, path)
  const found = allowed.find(one => one === value)
  if (found === undefined) throw badField(path, `one of ${allowed.map(show).join(', ')}`, value)
  return found
}

function lookUp(config: JsonObject, path: FieldPath): Json | undefined {
  let at: Json = config
  for (const key of typeof path === 'string' ? path.split('.') : path) {
    const hidden = Array.isArray(at) && key === 'length'
    if (typeof at !== 'object' || at === null || hidden || !Object.hasOwn(at, key)) return undefined
    at = (at as JsonObject)[key]
  }
  return at
}

function badField(path: FieldPath, expected: string, got: Json | undefined): ModelFormatError {
  const name = typeof path === 'string' ? path : path.join('.')
  return new ModelFormatError('bad-field', `config.${name}: expected ${expected}, got ${show(got)}`)
}
