/**
 * Writes language.txt, everyday words of each language that the language model knows: `npm ci --prefix tools/words`, then
 * `npx tsx tools/words/main.ts`. They are those that the Unicode CLDR names emoji with, under UNICODE-LICENSE.txt.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The CLDR locales of each label. */
const LOCALES: Readonly<Record<string, readonly string[]>> = {
  ara: ['ar'],
  bul: ['bg'],
  cat: ['ca'],
  ces: ['cs'],
  cmn: ['zh', 'zh-Hant'],
  dan: ['da'],
  deu: ['de'],
  ell: ['el'],
  eng: ['en'],
  est: ['et'],
  fin: ['fi'],
  fra: ['fr'],
  heb: ['he'],
  hin: ['hi'],
  hrv: ['hr'],
  hun: ['hu'],
  ind: ['id'],
  ita: ['it'],
  jpn: ['ja'],
  kor: ['ko'],
  lit: ['lt'],
  nld: ['nl'],
  nob: ['no'],
  pol: ['pl'],
  por: ['pt', 'pt-PT'],
  ron: ['ro'],
  rus: ['ru'],
  slk: ['sk'],
  spa: ['es'],
  srp: ['sr', 'sr-Latn'],
  swe: ['sv'],
  tha: ['th'],
  tur: ['tr'],
  ukr: ['uk'],
  vie: ['vi']
}

/** Words of a locale at most, those of most emoji first. */
const MOST = 3000

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

interface Annotations {
  readonly annotations: { readonly annotations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> }
}

/** The words of a locale in lower case, by falling number of the names and keywords they occur in. */
function wordsOf(locale: string): string[] {
  const path = `node_modules/cldr-annotations-full/annotations/${locale}/annotations.json`
  const { annotations }: Annotations = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  const counts = new Map<string, number>()
  for (const { tts = [], default: keywords = [] } of Object.values(annotations.annotations)) {
    for (const phrase of [...tts, ...keywords]) {
      for (const [word] of phrase.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([word]) => word)
}

const lines = Object.entries(LOCALES).map(([label, locales]) => {
  const words = new Set(locales.flatMap(wordsOf))
  return `${label}\t${[...words].join(' ')}\n`
})
writeFileSync(fileURLToPath(new URL('language.txt', import.meta.url)), lines.join(''))
