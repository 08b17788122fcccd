import type { Unit } from './units.ts'

/** Digits that make a word a name rather than a disguise, unless the text is full of disguises: `b2b`, `k8s`, `gr8`. */
const NAMES = /[268]/
/** Signs that often stand between words for reasons of their own. */
const AMBIGUOUS = /[(<^#%+*~|]/

/** Beyond this length an exclamation mark inside a word is more likely a missing space: `great!thanks`. */
const LONGEST_BANG = 8

/** What the units of a word are. */
interface Shape {
  readonly letters: number
  readonly others: number
  readonly digits: number
  /** Others that have something on either side. */
  readonly inner: number
  /** The longest run of digits. */
  readonly run: number
}

function shapeOf(units: readonly Unit[]): Shape {
  const shape = { letters: 0, others: 0, digits: 0, inner: 0, run: 0 }
  let run = 0
  units.forEach(({ kind }, i) => {
    run = kind === 'digit' ? run + 1 : 0
    shape.run = Math.max(shape.run, run)
    if (kind === 'digit') shape.digits++
    if (kind === 'letter') shape.letters++
    else {
      shape.others++
      if (i > 0 && i + 1 < units.length) shape.inner++
    }
  })
  return shape
}

/** Whether the units are no word by their signs, whatever they read: `word(s)`, `great!thanks`, `@someone`, `us$`, `c++`. */
function isPunctuated(units: readonly Unit[], { letters, inner }: Shape, chunk: string): boolean {
  const first = chunk[units[0].start]
  const last = chunk[units[units.length - 1].start]
  const named = first === '@' && inner === 0 && letters > 2 && chunk[units[1].start] !== chunk[units[2]?.start]
  const short = inner === 0 && letters < 3 && (last === '$' || last === '+') && first !== '$'
  return (
    named ||
    short ||
    units.some(({ start, end }) => {
      const sign = chunk.slice(start, end)
      return (sign === '(' && chunk.includes(')', start)) || (sign === '!' && units.length > LONGEST_BANG)
    })
  )
}

/** Bits a letter up to which a reading passes for a word: where the evidence is good, where it is thin, and for half digits. */
const LIKELY = 6
const SURE = 4.6
const CERTAIN = 3.6

/** The most that a reading may cost, or −1 where the units are no word whatever they read. */
export function bound(units: readonly Unit[], chunk: string, bold: boolean): number {
  const shape = shapeOf(units)
  const { letters, others, digits, inner, run } = shape
  if (others === 0 || units.length < 2 || run > 3) return -1
  // Without a letter it takes three signs, not all of them digits, to spell a word.
  if (letters === 0 && (digits === others || others < 3)) return -1
  if (isPunctuated(units, shape, chunk)) return -1
  const ambiguous = units.some(({ kind, start }) => kind === 'sign' && AMBIGUOUS.test(chunk[start]))
  if (bold) return letters > 0 && !ambiguous ? LIKELY : SURE
  if (run > 2 && letters < 3) return -1
  if (units.some(({ kind, start }) => kind === 'digit' && NAMES.test(chunk[start]))) return -1
  const tail = units[units.length - 2]
  // `mp3s`
  if (others === 1 && tail.kind === 'digit' && chunk[units[units.length - 1].start] === 's') return -1
  if (inner === 0 || inner < run) {
    // Digits at one end: of a name (`mp3`, `covid19`) sooner than of a word, but for noughts, pairs (`fr33`) and longer words.
    const digit = units.find(({ kind }) => kind === 'digit')
    const doubled = /(\d)\1$/.test(chunk)
    const nought = digit !== undefined && chunk[digit.start] === '0'
    if (digit !== undefined && !nought && (units.length < 4 || (run > 1 && !doubled))) return -1
  }
  if (digits >= letters) return CERTAIN
  return inner > 0 && letters > others && !ambiguous ? LIKELY : SURE
}
