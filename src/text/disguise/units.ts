import { EDGE, letterNumber, pairCost } from './pairs.ts'
import { DRAWN, SINGLE } from './readings.ts'

const LATIN = /[a-zà-öø-ÿ]/i

/** A stretch of a chunk: a letter, or what may stand for one. */
export interface Unit {
  readonly start: number
  readonly end: number
  readonly kind: 'letter' | 'digit' | 'sign' | 'drawn'
  readonly readings: readonly string[]
}

/** The unit that begins at `chunk[i]`, the longest there is, or undefined. */
export function unitAt(chunk: string, i: number): Unit | undefined {
  const c = chunk[i]
  if (LATIN.test(c)) return { start: i, end: i + 1, kind: 'letter', readings: [c] }
  for (let length = 4; length > 1; length--) {
    const drawn = chunk.slice(i, i + length)
    if (drawn.length === length && Object.hasOwn(DRAWN, drawn)) {
      return { start: i, end: i + length, kind: 'drawn', readings: [DRAWN[drawn]] }
    }
  }
  if (!Object.hasOwn(SINGLE, c)) return undefined
  const kind = c >= '0' && c <= '9' ? 'digit' : 'sign'
  return { start: i, end: i + 1, kind, readings: SINGLE[c] }
}

/** Pairs of brackets, which stand for o inside a word and for themselves at its ends. */
const HOLLOW = /^(?:\(\)|\[\]|\{\})$/

/** Without what is punctuation at its ends; `core` without other signs there too, which need evidence of their own. */
export function trimmed(units: readonly Unit[], chunk: string, core: boolean): readonly Unit[] {
  const opening = core ? /^[(<^#%+*~!]$/ : /^[(<^#%*~!]$/
  const closing = core ? /^[(<^#%+*~!@£€¥|]$/ : /^[(<^#%*~!]$/
  const is = ({ start, end }: Unit, pattern: RegExp) => {
    const part = chunk.slice(start, end)
    return pattern.test(part) || HOLLOW.test(part)
  }
  let from = 0
  let to = units.length
  while (from < to && is(units[from], opening)) from++
  while (to > from && is(units[to - 1], closing)) to--
  return units.slice(from, to)
}

/** The likeliest reading of `units` and what it costs a letter (Viterbi over the readings of each). */
export function readUnits(units: readonly Unit[]): { readonly letters: readonly string[]; readonly cost: number } {
  interface Path {
    readonly last: number
    readonly cost: number
    readonly letters: readonly string[]
  }
  let paths: Path[] = [{ last: EDGE, cost: 0, letters: [] }]
  for (const { readings } of units) {
    paths = readings.map(reading => {
      const next = paths.map(({ last, cost, letters }) => {
        // What is left out costs as much as an ordinary letter.
        if (reading === '') return { last, cost: cost + 4, letters: [...letters, ''] }
        const letter = letterNumber(reading)
        return { last: letter, cost: cost + pairCost(last, letter), letters: [...letters, reading] }
      })
      return next.reduce((a, b) => (b.cost < a.cost ? b : a))
    })
  }
  const { cost, letters } = paths
    .map(path => ({ ...path, cost: path.cost + pairCost(path.last, EDGE) }))
    .reduce((a, b) => (b.cost < a.cost ? b : a))
  return { letters, cost: cost / (units.length + 1) }
}
