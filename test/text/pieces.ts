import fc from 'fast-check'

/** Texts of every kind that pieces are cut from: prose, lists, wrapped lines, scripts without spaces, sequences, broken units. */
const parts = fc.constantFrom(
  ...'. ! ? … 。 ！ ？ 、 」 「 ) ( " ” “ * [1] \n \n\n \r\n \t'.split(' '),
  ' ',
  ' ',
  '  ',
  '\n- ',
  '\n1. ',
  'a',
  'The',
  'the',
  'Dr.',
  'e.g.',
  'U.S.',
  '3.14',
  'No.',
  'incomprehensibilities',
  '漢字',
  'かな',
  'ที่นี่',
  'हिन्दी',
  'שלום',
  'مرحبا',
  '한국어',
  '\u1112\u1161\u11ab',
  'e\u0301\u0323',
  '😀',
  '👩‍👩‍👧',
  '🇩🇪',
  '🇩',
  '👍🏽',
  '\u200d',
  '\u0301',
  '\ud83d',
  '\ude00',
  '__proto__',
  '\u2029',
  '\u0085'
)
export const anyProse = fc.oneof(
  fc.array(parts, { maxLength: 60 }).map(all => all.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 })
)

/** White space as Python's `str.split` sees it, which is what the room calls so. */
const SPACES = new Set(
  [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]
    .concat(Array.from({ length: 11 }, (_, i) => 0x2000 + i))
    .map(code => String.fromCharCode(code))
)
export const isSpace = (text: string, at: number) => SPACES.has(text[at])

/** A text without the white space at its ends. */
export function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return text.slice(start, end)
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Where Unicode's grapheme clusters begin by the machine's own segmenter, and where white space does or ends. */
export function mayCut(text: string): Set<number> {
  const cuts = new Set(Array.from(graphemes.segment(text), ({ index }) => index)).add(text.length)
  for (let i = 0; i < text.length; i++) if (isSpace(text, i)) cuts.add(i).add(i + 1)
  return cuts
}

/** The parts of a text that stand in no range. */
export function outside(text: string, ranges: readonly { start: number; end: number }[]): string {
  let at = 0
  let rest = ''
  for (const { start, end } of ranges) {
    if (start > at) rest += text.slice(at, start)
    at = Math.max(at, end)
  }
  return rest + text.slice(at)
}
