import { type Attack, eachWord, pick } from './attack.ts'

const SEPARATORS = [' ', '.', '-', '_', '*', '·', '~', '/', ',']

/** Words spelled out, each with a separator of its own. */
export const spelled: Attack = {
  name: 'spelled',
  about: 'seven in ten words of three letters or more spelled out with one sign between the letters: f.r.e.e, f r e e',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 3 }, word => Array.from(word).join(pick(SEPARATORS, random)))
}

/** The whole text spelled out; the gap between words is wider, or is not. */
export const spaced: Attack = {
  name: 'spaced',
  about: 'the whole text spelled out with spaces, words two or three spaces apart, or one, which loses them',
  apply: (text, random) => {
    const gap = pick(['   ', '  ', ' '], random)
    const words = text.split(/\s+/).filter(word => word !== '')
    return words.map(word => Array.from(word).join(' ')).join(gap)
  }
}

/** Words broken in two. */
export const split: Attack = {
  name: 'split',
  about: 'seven in ten words of four letters or more broken by one space or sign: fr ee, via-gra',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 4 }, word => {
      const at = 1 + random.below(word.length - 1)
      return word.slice(0, at) + pick(SEPARATORS, random) + word.slice(at)
    })
}

/** Words run together. */
export const joined: Attack = {
  name: 'joined',
  about: 'seven in ten spaces between words left out, or a sign put in their place: freemoney, free_money',
  apply: (text, random) =>
    text.replace(/ +/g, space => (random.uniform() < 0.7 ? pick(['', '', '.', '_', '-'], random) : space))
}
