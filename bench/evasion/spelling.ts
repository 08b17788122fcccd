import { type Attack, eachChunk, eachWord, pick } from './attack.ts'

const repeat = (letter: string, times: number) => letter.repeat(times)

/** Letters drawn out. */
export const stretched: Attack = {
  name: 'stretched',
  about: 'one or two letters of seven in ten words repeated two to six times: freeee, mooonneey',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 2 }, word => {
      let out = word
      for (let i = 1 + random.below(2); i > 0; i--) {
        const at = random.below(out.length)
        out = out.slice(0, at) + repeat(out[at], 2 + random.below(5)) + out.slice(at + 1)
      }
      return out
    })
}

const MASKS = ['*', '*', '*', '#', '-', '_', '.', '?', '%', '**']

/** One inner letter hidden. */
export const masked: Attack = {
  name: 'masked',
  about: 'one inner letter of seven in ten words hidden by a sign, vowels first: f*ck, vi#gra',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 3 }, word => {
      const inner = Array.from({ length: word.length - 2 }, (_, i) => i + 1)
      const vowels = inner.filter(i => /[aeiou]/i.test(word[i]))
      const at = pick(vowels.length > 0 && random.uniform() < 0.7 ? vowels : inner, random)
      return word.slice(0, at) + pick(MASKS, random) + word.slice(at + 1)
    })
}

/** Two neighbours change places. */
export const swapped: Attack = {
  name: 'swapped',
  about: 'two inner neighbours change places in seven in ten words of four letters or more: fere, moeny',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 4 }, word => {
      const at = 1 + random.below(word.length - 2)
      return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
    })
}

/** A vowel falls out. */
export const dropped: Attack = {
  name: 'dropped',
  about: 'seven in ten words of four letters or more lose one vowel: fre, mney',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 4 }, word => {
      const vowels = Array.from(word.matchAll(/[aeiou]/gi), match => match.index)
      if (vowels.length === 0) return word
      const at = pick(vowels, random)
      return word.slice(0, at) + word.slice(at + 1)
    })
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ck/gi, 'kk'],
  [/ph/gi, 'f'],
  [/f/gi, 'ph'],
  [/c(?=[aou])/gi, 'k'],
  [/x/gi, 'ks'],
  [/s\b/gi, 'z'],
  [/er\b/gi, 'a'],
  [/u/gi, 'v'],
  [/oo/gi, 'u'],
  [/ee/gi, 'i'],
  [/ou/gi, 'u'],
  [/qu/gi, 'kw'],
  [/i/gi, 'y']
]

/** Words spelled by ear. */
export const respelled: Attack = {
  name: 'respelled',
  about: 'seven in ten words of three letters or more respelled in one or two places: phuck, sekz, fvck',
  apply: (text, random) =>
    eachWord(text, random, { share: 0.7, least: 3 }, word => {
      let out = word
      for (let i = 1 + random.below(2); i > 0; i--) {
        const fitting = SOUNDS.filter(([sound]) => out.search(sound) >= 0)
        if (fitting.length === 0) return out
        const [sound, other] = pick(fitting, random)
        out = out.replace(sound, other)
      }
      return out
    })
}

/** Capitals at random. */
export const cases: Attack = {
  name: 'case',
  about: 'every letter a capital or not, in turn or at random: FrEe, fREe',
  apply: (text, random) => {
    const turns = random.below(2) === 0
    let i = 0
    const capital = () => (turns ? i++ % 2 === 0 : random.below(2) === 0)
    return eachChunk(text, chunk =>
      chunk.replace(/\p{L}/gu, letter => (capital() ? letter.toUpperCase() : letter.toLowerCase()))
    )
  }
}

const SIGNS = ['!', '!!!', '...', '.', ',', '?!', '***', '~', '>>', '"', '_', '^', '…', '❤', '💥']

/** Signs between and around words. */
export const punctuated: Attack = {
  name: 'punctuated',
  about: 'signs, single or repeated, before, behind or in place of the space after every second word',
  apply: (text, random) =>
    text.replace(/(\S+)(\s*)/g, (all, word: string, gap: string) => {
      if (random.uniform() < 0.5) return all
      const place = random.below(3)
      const sign = pick(SIGNS, random)
      return place === 0 ? sign + all : place === 1 ? word + sign + gap : word + sign
    })
}
