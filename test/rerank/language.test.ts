import { describe, expect, test } from 'vitest'
import { createReranker, createSearch, loadSearch, searchStopWords } from '../../src/rerank/index.ts'
import { porter } from '../../src/text/index.ts'
import { lancaster } from '../../src/text/stem/lancaster.ts'
import { polishStopWords } from '../../src/text/stopwords/polish.ts'
import { ENGLISH, GERMAN, grades, JAPANESE, questionsIn } from './samples.ts'

const namesOf = ({ info }: { readonly info: { readonly stem: string | null; readonly stopWords: string | null } }) => [
  info.stem,
  info.stopWords
]

describe('left to the texts', () => {
  test('English ones are stemmed, without stop words; others are as they stand', () => {
    expect(namesOf(createSearch(ENGLISH))).toEqual([porter.name, searchStopWords.name])
    expect(namesOf(createSearch(GERMAN))).toEqual([null, null])
    expect(namesOf(createSearch(JAPANESE))).toEqual([null, null])
  })

  test('most of them decide, and where there is no word it is English', () => {
    expect(namesOf(createSearch([...ENGLISH, ...GERMAN, ...JAPANESE]))[0]).toBe(porter.name)
    expect(namesOf(createSearch([...ENGLISH.slice(0, 4), ...GERMAN, ...JAPANESE]))[0]).toBe(null)
    expect(namesOf(createSearch([]))[0]).toBe(porter.name)
    expect(namesOf(createSearch([{ id: 1, text: '!' }]))[0]).toBe(porter.name)
  })

  test('the fields that are searched decide, not others', () => {
    const mixed = GERMAN.map((page, i) => ({ ...page, note: ENGLISH[i].text.repeat(20) }))
    expect(namesOf(createSearch(mixed))[0]).toBe(null)
    expect(namesOf(createSearch(mixed, { fields: ['note'] }))[0]).toBe(porter.name)
  })

  test('what is decided stays, also when documents of another language come, and in a file', () => {
    const search = createSearch<object>(ENGLISH)
    for (const { id } of ENGLISH) search.remove(id)
    search.addAll(GERMAN)
    expect(namesOf(search)).toEqual([porter.name, searchStopWords.name])
    expect(namesOf(loadSearch(search.save()))).toEqual([porter.name, searchStopWords.name])
    expect(namesOf(loadSearch(createSearch(GERMAN).save()))).toEqual([null, null])
  })
})

describe('asked for', () => {
  test('a stemmer and stop words are used whatever the texts', () => {
    expect(namesOf(createSearch(GERMAN, { stem: lancaster, stopWords: polishStopWords }))).toEqual([
      lancaster.name,
      polishStopWords.name
    ])
    expect(namesOf(createSearch(ENGLISH, { stem: null, stopWords: null }))).toEqual([null, null])
    expect(namesOf(createSearch(ENGLISH, { stem: null }))).toEqual([null, searchStopWords.name])
    expect(namesOf(createSearch(GERMAN, { stem: porter }))).toEqual([porter.name, null])
  })

  test('none means that words meet as they are written, and by their spelling', () => {
    const texts = [
      { id: 1, text: 'They sang and were singing' },
      { id: 2, text: 'The generous singer' }
    ]
    const found = (stem: typeof porter | null) =>
      createSearch(texts, { stem, stopWords: null })
        .search('sings', { semantic: 'rerank' })
        .map(({ id }) => id)
    expect(found(porter)).toEqual([1])
    expect(found(null)).toEqual([])
    const words = createSearch(texts, { stem: null, stopWords: null }).search('the')
    expect(words[0].id).toBe(2)
    expect(createSearch(texts, { stopWords: searchStopWords }).search('the')).toEqual([])
  })

  test('what reranks follows the same rules', () => {
    const texts = [{ id: 1, text: 'They sang and were singing' }]
    const terms = (stem: typeof porter | null) =>
      createReranker(texts, { stem, stopWords: null }).rerank('sings', [{ id: 1 }])[0].terms
    expect(terms(porter)).toEqual(['sings'])
    expect(terms(null)).toEqual([])
  })
})

describe('in other languages', () => {
  test('compounds and word forms meet by their spelling', () => {
    const search = createSearch(GERMAN)
    for (const [query, id] of [
      ['Ketten', 'fahrradkette'],
      ['Honigernten', 'honigernte'],
      ['Bienenschwärme fangen', 'bienenschwarm'],
      ['gereinigte Fahrradketten', 'fahrradkette'],
      ['Komposthaufens', 'kompost']
    ] as const) {
      expect([query, search.search(query)[0].id]).toEqual([query, id])
    }
  })

  test.each([
    ['german', GERMAN],
    ['japanese', JAPANESE]
  ] as const)('%s questions find a page that helps among the first three', (language, pages) => {
    const search = createSearch(pages)
    for (const question of questionsIn(language)) {
      const found = search.search(question.query, { limit: 3 })
      expect(found.some(({ id }) => grades(question).has(String(id)))).toBe(true)
    }
  })
})

test('Dutch and German that share short words with English are not English', () => {
  const dutch = [
    'Het station ligt in het centrum van de stad en is in de jaren zestig gebouwd, zo was het in een boek te lezen.',
    'Reizigers kunnen in de hal een kaartje kopen; dat is in de app ook mogelijk, als we in de stad zijn.',
    'De trein is in de winter vaak te laat, en het is in de zomer niet veel beter geweest.'
  ]
  const german = [
    'Ich war in was für einem Haus. Man muss in die Stadt, so war es in der Schule, also will er in den Hof.',
    'So will man es am Ende in der Hand haben, und was am Ende war, das war man so.'
  ]
  for (const texts of [dutch, german]) {
    expect(namesOf(createSearch(texts.map((text, id) => ({ id, text }))))).toEqual([null, null])
  }
})

test('single letters and digits are asked for', () => {
  const search = createSearch([
    { id: 'c', text: 'Vitamin C is in lemons and in the peppers of the garden.' },
    { id: 'd', text: 'Vitamin D is made in the skin by the sun.' },
    { id: 3, text: 'Step 3 of the manual is about the language R.' }
  ])
  for (const [query, id] of [
    ['vitamin d', 'd'],
    ['vitamin C', 'c'],
    ['step 3', 3],
    ['R', 3]
  ] as const) {
    expect(search.search(query)[0]?.id).toBe(id)
  }
})

test('words typed without accents find those with them', () => {
  const pairs = [
    ['cafe', 'un café'],
    ['nino', 'el niño'],
    ['pho bo ha noi', 'Phở bò Hà Nội'],
    ['αθηνα', 'Αθήνα'],
    ['FUSS', 'Fuß'],
    ['strasse', 'Straße'],
    ['مرحبا', 'مَرْحَبًا'],
    ['Łodz', 'Łódź']
  ]
  const search = createSearch(pairs.map(([, text], id) => ({ id, text })))
  pairs.forEach(([query], id) => {
    expect(search.search(query)[0]?.id).toBe(id)
    expect(search.search(query)[0].snippet.marks.length).toBeGreaterThan(0)
  })
})
