import type { Edit } from '../edits.ts'
import { inCaseOf, isOneAlphabet, markEdits } from './marks.ts'
import { LATIN } from './scripts.ts'
import { type Sign, signKind, wordsOf } from './signs.ts'

/** What the letters of a word are. */
interface Count {
  readonly latin: number
  /** Scripts other than Latin, each once. */
  readonly scripts: readonly number[]
  readonly letters: number
  /** Letters that stand for no Latin one, and all that merely recall one. */
  readonly foreign: number
  readonly cousins: number
}

function countLetters(word: readonly Sign[]): Count {
  const scripts = new Set<number>()
  const count = { latin: 0, letters: 0, foreign: 0, cousins: 0 }
  for (const { kind, script, alike, close } of word) {
    if (kind !== 'letter') continue
    count.letters++
    if (script === LATIN) {
      count.latin++
      continue
    }
    if (script >= 0) scripts.add(script)
    if (alike === undefined) count.foreign++
    else if (!close) count.cousins++
  }
  return { ...count, scripts: [...scripts] }
}

/** Whether letters of more than one script stand in it: no language does that. */
const isMixed = ({ latin, scripts, letters }: Count) => scripts.length > 1 || (latin > 0 && latin < letters)

/** What a text as a whole says of its scripts. */
interface Evidence {
  /** Letters of words that are Latin, or mixed of scripts. */
  readonly ours: number
  /** Letters of words in scripts that are themselves here. */
  readonly theirs: number
  /** Scripts with more letters in mixed words than in words of their own that do not look Latin. */
  readonly posing: ReadonlySet<number>
}

function weigh(counts: readonly Count[]): Evidence {
  let ours = 0
  const mixed = new Map<number, number>()
  const own = new Map<number, number>()
  const add = (map: Map<number, number>, script: number, n: number) => map.set(script, (map.get(script) ?? 0) + n)
  for (const count of counts) {
    const { scripts, letters, foreign, cousins, latin } = count
    if (isMixed(count)) {
      ours += letters
      if (letters > 2) for (const script of scripts) add(mixed, script, letters - latin)
    } else if (scripts.length === 0) ours += latin
    else if (foreign + cousins > 0) add(own, scripts[0], letters)
  }
  const posing = new Set([...mixed].flatMap(([script, n]) => (n > (own.get(script) ?? 0) ? [script] : [])))
  let theirs = 0
  for (const [script, n] of own) if (!posing.has(script)) theirs += n
  return { ours, theirs, posing }
}

/** Whether a word is in disguise, judged by itself and the words beside it. */
function isDisguised(count: Count, { ours, theirs, posing }: Evidence): boolean {
  const { scripts, letters, foreign, cousins, latin } = count
  if (ours === 0 || ours < theirs) return false
  // `µm` has a unit in it, and no look-alike.
  const unit = letters <= 2 && cousins + foreign + latin === letters
  if (isMixed(count)) return !unit || scripts.some(script => posing.has(script))
  if (scripts.length !== 1 || foreign > 0) return false
  // Without another sign of it, a word must look Latin all through; one letter alone may be a symbol.
  return posing.has(scripts[0]) || (theirs === 0 && cousins === 0 && letters > 1)
}

/** Flag letters show as flags two by two; an odd run of them is spelled with them, and then so are the others of a text. */
function spellsWithFlags(words: readonly (readonly Sign[])[]): boolean {
  return words.some(word => {
    let run = 0
    return word.some(({ kind }, i) => {
      run = kind === 'flag' ? run + 1 : 0
      return run % 2 === 1 && word[i + 1]?.kind !== 'flag'
    })
  })
}

/** Whether a text is so plain, of one script and of one alphabet, that no word of it can be in disguise. */
function isOrdinary(text: string): boolean {
  const accented = new Set<string>()
  let ascii = false
  let other = -1
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (code > 0xffff) i++
    if (code < 0x80) {
      ascii ||= (code | 32) >= 97 && (code | 32) <= 122
      continue
    }
    const kind = signKind(code)
    if (kind === undefined || kind.kind === 'digit') continue
    if (kind.kind !== 'letter' || code > 0xffff || kind.script < 0) return false
    if (kind.script === LATIN) accented.add(kind.text)
    else if (other < 0) other = kind.script
    else if (other !== kind.script) return false
  }
  if (other >= 0) return !ascii && accented.size === 0
  return isOneAlphabet(accented)
}

/**
 * Edits that give disguised words plain Latin letters: look-alikes of other scripts, circled, squared and flag letters, heaped
 * marks and accents that belong to no one language. A word that mixes scripts is a disguise, unless the text is mostly of
 * another script; a word wholly of look-alikes is one where the same script poses in other words, or where nothing else in the
 * text is of another script. Russian, Greek or Japanese texts keep every letter.
 */
export function letterEdits(text: string): Edit[] {
  if (isOrdinary(text)) return []
  const words = wordsOf(text)
  const edits: Edit[] = []
  markEdits(words, edits)
  const counts = words.map(countLetters)
  const evidence = weigh(counts)
  const flags = spellsWithFlags(words)
  words.forEach((word, w) => {
    const disguised = isDisguised(counts[w], evidence)
    for (const { kind, script, text: sign, start, end, alike } of word) {
      if (alike === undefined) continue
      const dressed = script === LATIN && sign >= '\ud83c' && sign.length === 2
      if (dressed ? kind !== 'flag' || flags : disguised && script !== LATIN) {
        edits.push({ start, end, text: inCaseOf(sign, alike) })
      }
    }
  })
  return edits.sort((a, b) => a.start - b.start)
}
