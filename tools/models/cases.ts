import { readFileSync } from 'node:fs'
import type { LabelledRow } from '../../bench/data/read.ts'
import { createRandom } from '../../src/math/index.ts'

/** Sentences with gaps, and the words that fill them. */
interface Cases {
  readonly lists: Readonly<Record<string, readonly string[]>>
  /** For each label, kinds of sentences: `{list}` is a gap, `{a list}` one with its article. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

const GAP = /\{(a )?(\w+)\}/g

/**
 * Authored sentences of `name.cases.json`, each filled `times` times at random, or twice as often with more than one gap, and once
 * more without apostrophes, as many write; the same every time. Throws Error on a gap that has no list.
 */
export function casesOf(name: string, times: number): LabelledRow[] {
  const { lists, labels }: Cases = JSON.parse(readFileSync(new URL(`${name}.cases.json`, import.meta.url), 'utf8'))
  const random = createRandom(1)
  const fill = (sentence: string) =>
    sentence.replace(GAP, (_, article: string | undefined, list: string) => {
      if (!Object.hasOwn(lists, list)) throw new Error(`${name}.cases.json: expected a list ${list}, got none`)
      const word = lists[list][random.below(lists[list].length)]
      return article === undefined ? word : withArticle(word)
    })
  const rows: LabelledRow[] = []
  for (const [label, kinds] of Object.entries(labels)) {
    for (const sentence of Object.values(kinds).flat()) {
      const gaps = sentence.match(GAP)?.length ?? 0
      const count = gaps === 0 ? 1 : times * Math.min(gaps, 2)
      const texts = new Set(Array.from({ length: count }, () => fill(sentence)))
      for (const text of texts)
        rows.push({ text, label }, ...(text.includes("'") ? [{ text: text.replaceAll("'", ''), label }] : []))
    }
  }
  return rows
}

function withArticle(word: string): string {
  if (/^(an?|the) /.test(word)) return word
  return /^[aeiou]/i.test(word) && !/^(use|uni|eu)/i.test(word) ? `an ${word}` : `a ${word}`
}
