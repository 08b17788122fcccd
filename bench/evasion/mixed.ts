import type { Random } from '../../src/math/index.ts'
import { type Attack, eachWord, pick } from './attack.ts'

/** A combination of `attacks`: each word suffers another one, and some words two. */
export function mixed(attacks: readonly Attack[]): Attack {
  const one = (word: string, random: Random) => pick(attacks, random).apply(word, random)
  return {
    name: 'mixed',
    about:
      'eight in ten words of two letters or more under an attack each, drawn from all, every fourth of them under two',
    apply: (text, random) =>
      eachWord(text, random, { share: 0.8, least: 2 }, word => {
        const once = one(word, random)
        return random.uniform() < 0.25 ? one(once, random) : once
      })
  }
}
