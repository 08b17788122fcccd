import { expectOneOf, show } from '../text/options.ts'
import type { StageOptions } from './stage.ts'

/** Numbers of MiniSearch's options at most: what they lead to stays finite. */
const MOST = 1e9
/** Edits at most, since the memory that a search for them takes grows with their number. */
const MOST_EDITS = 100

type Check = (where: string, value: unknown) => void

const numberTo =
  (most: number): Check =>
  (where, value) => {
    if (!(typeof value === 'number' && value >= 0 && value <= most)) {
      throw new RangeError(`${where}: expected a number from 0 to ${most}, got ${show(value)}`)
    }
  }

const aFunction: Check = (where, value) => {
  if (typeof value !== 'function') throw new TypeError(`${where}: expected a function, got ${show(value)}`)
}

/** A check that a function passes too. */
const orFunction =
  (check: Check): Check =>
  (where, value) => {
    if (typeof value !== 'function') check(where, value)
  }

const orBoolean =
  (check: Check): Check =>
  (where, value) => {
    if (typeof value !== 'boolean') check(where, value)
  }

/** Numbers by name: any, or with `names` those, all of them. */
const numbers =
  (names?: Readonly<Record<string, number>>): Check =>
  (where, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new TypeError(`${where}: expected an object of numbers, got ${show(value)}`)
    }
    for (const name of Object.keys(names ?? {})) {
      if (!Object.hasOwn(value, name)) throw new TypeError(`${where}.${name}: expected a number, got none`)
    }
    for (const [name, number] of Object.entries(value)) {
      if (names !== undefined && !Object.hasOwn(names, name)) {
        throw new TypeError(`${where}.${name}: unknown, expected one of ${Object.keys(names).join(', ')}`)
      }
      numberTo(names?.[name] ?? MOST)(`${where}.${name}`, number)
    }
  }

const names: Check = (where, value) => {
  if (!Array.isArray(value) || value.some(name => typeof name !== 'string')) {
    throw new TypeError(`${where}: expected a list of names, got ${show(value)}`)
  }
}

/** How MiniSearch joins what it finds for each word. */
const COMBINE = ['AND', 'OR', 'AND_NOT', 'and', 'or', 'and_not', 'And', 'Or', 'And_not']

const CHECKS: { readonly [K in keyof Required<StageOptions>]: Check } = {
  fields: names,
  boost: numbers(),
  boostTerm: aFunction,
  boostDocument: aFunction,
  weights: numbers({ fuzzy: MOST, prefix: MOST }),
  prefix: orFunction((where, value) => {
    if (typeof value !== 'boolean')
      throw new TypeError(`${where}: expected true, false or a function, got ${show(value)}`)
  }),
  fuzzy: orFunction(orBoolean(numberTo(MOST_EDITS))),
  maxFuzzy: numberTo(MOST_EDITS),
  combineWith: (where, value) => expectOneOf(where, value, COMBINE),
  bm25: numbers({ k: MOST, b: 1, d: MOST })
}

/** What stands in the place of options that MiniSearch has and a search has not. */
const INSTEAD: Readonly<Record<string, string>> = {
  filter: 'filter beside minisearch',
  tokenize: 'stem and stopWords',
  processTerm: 'stem and stopWords'
}

/**
 * A copy of options that MiniSearch may be given, without those that are undefined. Throws TypeError or RangeError naming the one that it
 * does not know or cannot use: MiniSearch itself would say nothing, or fail at the first question.
 */
export function stageOptions(where: string, given: unknown): StageOptions {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`${where}: expected an object of MiniSearch's options, got ${show(given)}`)
  }
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(INSTEAD, key)) {
      throw new TypeError(`${where}.${key}: expected ${INSTEAD[key]} in its place, got an option of MiniSearch`)
    }
    if (!Object.hasOwn(CHECKS, key)) {
      throw new TypeError(`${where}.${key}: unknown option, expected one of ${Object.keys(CHECKS).join(', ')}`)
    }
    if (value === undefined) continue
    CHECKS[key as keyof StageOptions](`${where}.${key}`, value)
    out[key] = value
  }
  return out
}
