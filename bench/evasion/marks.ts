import { type Attack, eachLetter, pick } from './attack.ts'

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))

const COMBINING = [
  ...range(0x300, 0x333),
  ...range(0x339, 0x34e),
  ...range(0x350, 0x36f),
  ...range(0x1dc4, 0x1dcc),
  ...range(0x20d0, 0x20dc)
]

/** Combining marks heaped on letters. */
export const zalgo: Attack = {
  name: 'zalgo',
  about: 'one to five combining marks on every second letter',
  apply: (text, random) =>
    eachLetter(text, random, 0.5, letter => {
      const marks = Array.from({ length: 1 + random.below(5) }, () => pick(COMBINING, random))
      return letter + marks.join('')
    })
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'àáâãäåāăąǎ',
  b: 'ḃḅ',
  c: 'çćĉċč',
  d: 'ďḋḍ',
  e: 'èéêëēĕėęě',
  f: 'ḟ',
  g: 'ĝğġģ',
  h: 'ĥḣḥ',
  i: 'ìíîïĩīĭį',
  j: 'ĵǰ',
  k: 'ķǩḳ',
  l: 'ĺļľḷ',
  m: 'ṁṃ',
  n: 'ñńņňṅ',
  o: 'òóôõöōŏőǒ',
  p: 'ṕṗ',
  r: 'ŕŗřṙ',
  s: 'śŝşšṡ',
  t: 'ţťṫṭ',
  u: 'ùúûüũūŭůűų',
  v: 'ṽṿ',
  w: 'ŵẁẃẅ',
  x: 'ẋẍ',
  y: 'ýÿŷỳ',
  z: 'źżžẓ'
}

/** Letters with one accent each, precomposed as keyboards make them. */
export const accents: Attack = {
  name: 'accents',
  about: 'an accent on every second letter, of any language',
  apply: (text, random) =>
    eachLetter(text, random, 0.5, letter => {
      const accented = pick(Array.from(ACCENTED[letter.toLowerCase()] ?? letter), random)
      return letter >= 'a' ? accented : accented.toUpperCase()
    })
}

const UNSEEN = [
  ...range(0x200b, 0x200f),
  ...range(0x202a, 0x202e),
  ...range(0x2060, 0x2064),
  ...range(0x2066, 0x2069),
  ...range(0xfe00, 0xfe0f),
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u3164', '\ufeff', '\u{e0020}', '\u{e0101}']
]

/** Characters that do not show, inside words. */
export const unseen: Attack = {
  name: 'unseen',
  about: 'zero-width characters, soft hyphens, variation selectors and direction marks behind every second letter',
  apply: (text, random) => eachLetter(text, random, 0.5, letter => letter + pick(UNSEEN, random))
}
