/** Ways in which people write around filters. */
export const DISGUISES = ['leet', 'letters', 'spaces'] as const

export type Disguise = (typeof DISGUISES)[number]

const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
/** Cyrillic letters that look like Latin ones. */
const ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  A: 'А',
  C: 'С',
  E: 'Е',
  O: 'О',
  P: 'Р'
}

const WAYS: Readonly<Record<Disguise, (text: string) => string>> = {
  leet: text => text.replace(/[aeiost]/gi, letter => LEET[letter.toLowerCase()]),
  letters: text => text.replace(/[aceiopxyACEOP]/g, letter => ALIKE[letter]),
  spaces: text =>
    text
      .split(/\s+/)
      .map(word => [...word].join(' '))
      .join('   ')
}

/** The text written so, one way after the other. */
export function disguised(text: string, ways: ReadonlySet<Disguise>): string {
  return DISGUISES.reduce((written, way) => (ways.has(way) ? WAYS[way](written) : written), text)
}
