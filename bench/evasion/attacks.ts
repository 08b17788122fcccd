import { createRandom } from '../../src/math/index.ts'
import type { Attack } from './attack.ts'
import { leet, leetDrawn } from './leet.ts'
import { lookAlikes } from './look-alikes.ts'
import { accents, unseen, zalgo } from './marks.ts'
import { mixed } from './mixed.ts'
import { cyrillic, greek } from './scripts.ts'
import { joined, spaced, spelled, split } from './spacing.ts'
import { cases, dropped, masked, punctuated, respelled, stretched, swapped } from './spelling.ts'
import { phonetic, regional, styles } from './styles.ts'

/** Every attack, the combination of all last. Throws where the packages of `bench/evasion` are not installed. */
export async function allAttacks(): Promise<Attack[]> {
  const single = [
    ...[leet, leetDrawn],
    ...(await lookAlikes()),
    ...[cyrillic, greek, styles, regional, phonetic],
    ...[zalgo, accents, unseen],
    ...[spelled, spaced, split, joined],
    ...[stretched, masked, swapped, dropped, respelled, cases, punctuated]
  ]
  return [...single, mixed(single)]
}

/** `texts` under an attack, text `i` by a generator of its own, so that it does not depend on the others. */
export function underAttack(attack: Attack, texts: readonly string[], seed: number): string[] {
  return texts.map((text, i) => attack.apply(text, createRandom(seed * 1_000_003 + i)))
}
