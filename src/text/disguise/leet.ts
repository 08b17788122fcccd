import type { Edit } from '../edits.ts'
import { isSpace } from '../spaces.ts'
import { bound } from './bounds.ts'
import { isSuspect } from './suspects.ts'
import { readUnits, trimmed, type Unit, unitAt } from './units.ts'

/** A price, a share or a number with a unit: `$5k`, `100%`, `3pm`, `2nd`. */
const AMOUNT =
  /[$£€¥¢]\d+(?![\da-z]{2})|\d[$£€¥¢%](?![a-z]{2})|^\d+(?:(?<=1)st|(?<=2)nd|(?<=3)rd|(?<=[04-9]|1\d)th|am|pm|[psxkmg]|hrs?|mins?|yrs?|wks?|kg|km|cm|mm|ml|lbs?|[gmtk]b|pp?m|px|d)$/i
const ADDRESS = /:\/\/|^www\.|@[\p{L}\p{N}_-]+\.\p{L}/u

/** No word has more letters. */
const LONGEST = 64

/** A run of units of a chunk that is to be read as one word. */
interface Candidate {
  readonly units: readonly Unit[]
  readonly chunk: string
  readonly offset: number
}

/** The units that are a word, and the letter that each stands for. */
interface Reading {
  readonly units: readonly Unit[]
  readonly letters: readonly string[]
}

/** What the units of a candidate stand for, or undefined where they read as no word. */
function reading({ units: all, chunk }: Candidate, bold: boolean): Reading | undefined {
  const core = trimmed(all, chunk, true)
  const signed = core.some(({ kind }) => kind !== 'letter')
  const units = signed || bold ? trimmed(all, chunk, false) : core
  if (units.length === 0) return undefined
  const text = chunk.slice(units[0].start, units[units.length - 1].end)
  const most = AMOUNT.test(text) || new Set(text).size === 1 ? -1 : bound(units, chunk, bold)
  if (most < 0) return undefined
  const { letters, cost } = readUnits(units)
  return cost > most ? undefined : { units, letters }
}

/** The runs of units in `text` that are not letters alone. */
function candidatesIn(text: string): Candidate[] {
  const found: Candidate[] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isSpace(text.charCodeAt(i))) continue
    if (i - start > 1 && isSuspect(text, start, i)) readChunk(text.slice(start, i), start, found)
    start = i + 1
  }
  return found
}

function readChunk(chunk: string, offset: number, found: Candidate[]): void {
  if (ADDRESS.test(chunk)) return
  let units: Unit[] = []
  const close = () => {
    if (units.length <= LONGEST && units.some(({ kind }) => kind !== 'letter')) found.push({ units, chunk, offset })
    units = []
  }
  for (let i = 0; i < chunk.length; ) {
    const unit = unitAt(chunk, i)
    if (unit !== undefined) units.push(unit)
    else close()
    i = unit?.end ?? i + 1
  }
  close()
}

/** So many words that are plainly in this disguise make the others of a text suspect: `7h3`, `fre3`, `4nd`. */
const BOLD = 2
/** As a share of the words of a text. */
const BOLD_SHARE = 0.1

/** Whether a reading is of a word with signs between its letters, not of a name with a number. */
function isPlain(read: Reading | undefined): boolean {
  if (read === undefined || read.units.length < 3) return false
  const { units } = read
  const letters = units.filter(({ kind }) => kind === 'letter').length
  const drawn = units.some(({ kind }) => kind === 'drawn')
  return 2 * letters >= units.length && (drawn || units.slice(1, -1).some(({ kind }) => kind !== 'letter'))
}

/**
 * Edits that read digits and signs in Latin words as the letters they stand for, letters drawn with several signs and letters
 * hidden by a star among them: `h4t3`, `5h1t`, `|\/|0|\|3y`, `c@$h`, `f*ck`. What may stand for two letters is the one that
 * English spells with its neighbours, and words that would not be spelled so stay: `b2b`, `3pm`, `$100`, `covid19`. Mail and
 * web addresses stay. What remains ambiguous is read as a disguise, in training and use alike.
 */
export function disguisedLeetEdits(text: string): Edit[] {
  const candidates = candidatesIn(text)
  if (candidates.length === 0) return []
  const first = candidates.map(candidate => reading(candidate, false))
  const plain = first.filter(isPlain).length
  const bold = plain >= BOLD && plain >= BOLD_SHARE * text.split(' ').length
  const edits: Edit[] = []
  candidates.forEach((candidate, i) => {
    const read = bold ? reading(candidate, true) : first[i]
    read?.units.forEach(({ kind, start, end }, u) => {
      if (kind === 'letter') return
      edits.push({ start: candidate.offset + start, end: candidate.offset + end, text: read.letters[u] })
    })
  })
  return edits
}
