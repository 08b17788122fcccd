import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import natural from 'natural/lib/natural/util/stopwords.js'
import { describe, expect, it } from 'vitest'
import { englishStopWords, memoStemmer, porter, type Stemmer, type StopWords, tokenize } from '../../src/text/index.ts'

const load = async <T>(room: string): Promise<[string, T][]> => {
  const files = readdirSync(new URL(`../../src/text/${room}/`, import.meta.url))
  return Promise.all(
    files.map(async (file): Promise<[string, T]> => {
      const name = file.replace('.ts', '')
      const values: T[] = Object.values(await import(`../../src/text/${room}/${name}.ts`))
      expect(values.length).toBe(1)
      return [name, values[0]]
    })
  )
}
const stemmers = await load<Stemmer>('stem')
const lists = await load<StopWords>('stopwords')

/** Words that must meet, by language. */
const KIN: Record<string, [string, string]> = {
  porter: ['connection', 'connected'],
  lancaster: ['maximum', 'maximal'],
  dutch: ['lichaam', 'lichamen'],
  french: ['continuer', 'continua'],
  italian: ['propagare', 'propagano'],
  norwegian: ['havnedistrikt', 'havnedistriktene'],
  portuguese: ['quilos', 'quilo'],
  russian: ['важная', 'важные'],
  spanish: ['torneos', 'torneo'],
  swedish: ['jakten', 'jakt'],
  ukrainian: ['книга', 'книги']
}

describe.each(stemmers)('stemmer %s', (file, stemmer) => {
  it('bears the name of its file', () => {
    expect(stemmer.name).toBe(file)
  })

  it('brings kin together', () => {
    const [a, b] = KIN[file]
    expect(a).not.toBe(b)
    expect(stemmer.stem(a)).toBe(stemmer.stem(b))
  })

  it('takes any string, the same way twice', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzéèäöåñабвгдежзийклмнопрстуфхцчшщьыэюя日\u0301'.split('')
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...letters)).map(w => w.join(''))
    )
    fc.assert(
      fc.property(word, text => {
        const stem = stemmer.stem(text)
        expect(typeof stem).toBe('string')
        expect(stemmer.stem(text)).toBe(stem)
      })
    )
    for (const text of ['', 'constructor', '__proto__', '\ud800', 'a'.repeat(1e6)]) {
      expect(typeof stemmer.stem(text)).toBe('string')
    }
  })
})

describe('memoStemmer', () => {
  it('asks once for a word, and forgets when full', () => {
    let asked = 0
    const { stem } = memoStemmer('first', word => {
      asked++
      return word.slice(0, 1)
    })
    for (let i = 0; i < 3; i++) expect(stem('word')).toBe('w')
    expect(asked).toBe(1)
    for (let i = 0; i < 30_000; i++) stem(`x${i}`)
    expect(stem('word')).toBe('w')
    expect(asked).toBe(30_002)
  })

  it("agrees with natural's own, uncached", () => {
    expect(['relational', 'hopping', 'ponies', 'sky', 'be'].map(porter.stem)).toEqual([
      'relat',
      'hop',
      'poni',
      'sky',
      'be'
    ])
  })
})

describe.each(lists)('stop words %s', (file, list) => {
  it('bear the name of their file, and are a list', () => {
    expect(list.name).toBe(file)
    expect(list.words.size).toBeGreaterThan(20)
  })
})

describe('english stop words', () => {
  it("are natural's", () => {
    expect([...englishStopWords.words].sort()).toEqual([...new Set(natural.words)].sort())
  })

  it('are tokens as they stand, but for two signs', () => {
    const split = [...englishStopWords.words].filter(word => tokenize(word)[0]?.text !== word)
    expect(split).toEqual(['$', '_'])
  })
})
