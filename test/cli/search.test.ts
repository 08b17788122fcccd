import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Command } from 'commander'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { classifyCommand } from '../../src/cli/commands/classify.ts'
import { contextCommand } from '../../src/cli/commands/context.ts'
import { indexCommand } from '../../src/cli/commands/index-documents.ts'
import { inspectCommand } from '../../src/cli/commands/inspect.ts'
import { searchCommand } from '../../src/cli/commands/search.ts'
import { readDocuments } from '../../src/cli/documents/read.ts'
import {
  type ContextSource,
  createSearch,
  type Range,
  type ScoreParts,
  type SearchResult
} from '../../src/rerank/index.ts'
import { lancaster } from '../../src/text/stem/lancaster.ts'
import { polishStopWords } from '../../src/text/stopwords/polish.ts'
import { inProcess } from './in-process.ts'
import { demoFile, temporaryFolder } from './run.ts'

const { folder, path, file } = temporaryFolder()
const birdbox = relative('.', demoFile('../documents/birdbox')).replaceAll('\\', '/')
const index = path('birdbox.safetensors')

/** What a command prints with `--json`. */
async function json(command: Command, ...args: string[]) {
  const { status, out, err } = await inProcess(command, [...args, '--json'])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out.trimEnd()).not.toContain('\n')
  return JSON.parse(out)
}

const find = (...args: string[]): Promise<{ results: SearchResult[] }> => json(searchCommand(), index, ...args)
const ids = async (...args: string[]) =>
  (await find(...args)).results.map(({ id }) => String(id).replace(`${birdbox}/`, ''))

/** What a command prints for people, with what it says on the standard error. */
async function people(command: Command, ...args: string[]) {
  let err = ''
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    err += text
    return true
  })
  try {
    const { status, out } = await inProcess(command, args)
    expect(status).toBe(0)
    expect(out).not.toContain('\u001b')
    return { out, err }
  } finally {
    write.mockRestore()
  }
}

let made: { readonly bytes: number; readonly indexMs: number }

beforeAll(async () => {
  made = await json(indexCommand(), birdbox, '--out', index)
})

describe('index', () => {
  test('says what it read and wrote', async () => {
    expect(made).toEqual({
      index,
      bytes: readFileSync(index).length,
      indexMs: expect.any(Number),
      files: 7,
      documents: 8,
      sections: 22,
      leftOut: [`${birdbox}/logo.png`, `${birdbox}/prices.csv`]
    })
    const { out, err } = await people(indexCommand(), birdbox, '--out', path('again.safetensors'))
    expect(out).toMatch(
      /^read +8 documents in 7 files\nto be found +22 sections\nindexed in +\d.*ms\nsaved +.*again\.safetensors/
    )
    expect(err).toBe(`waymark: left out 2 files that hold no documents: ${birdbox}/logo.png, ${birdbox}/prices.csv\n`)
    expect(readFileSync(path('again.safetensors'))).toEqual(readFileSync(index))
  })

  test('the index of the last time, in the folder it is about, is not mentioned', async () => {
    mkdirSync(path('docs'))
    file('docs/a.md', 'owls')
    const out = path('docs/index.safetensors')
    for (const _ of [1, 2])
      expect(await json(indexCommand(), path('docs'), '--out', out)).toMatchObject({ leftOut: [] })
  })

  test('columns by name, and options it has no flag for', async () => {
    const rows = file('rows.csv', 'sku,name,body\nA7,Lamp,a warm light\nB8,Chair,oak and wool\n')
    const out = path('rows.safetensors')
    const columns = ['--id', 'sku', '--title', 'name', '--text', 'body']
    await json(indexCommand(), rows, ...columns, '--out', out, '--dims', '2', '--set', 'seed=7')
    const { results } = await json(searchCommand(), out, 'oak')
    expect(results[0]).toMatchObject({ id: 'B8', title: 'Chair' })
  })

  test('the stems and stop words of a language go with the index', async () => {
    const rows = file('french.jsonl', '{"text":"les chats mangeaient"}\n{"text":"un chien dort"}\n')
    const out = path('french.safetensors')
    const found = async (language: string, query: string) => {
      await json(indexCommand(), rows, '--language', language, '--out', out)
      return (await json(searchCommand(), out, query, '--semantic', 'none')).results.length
    }
    expect(await found('french', 'manger')).toBe(1)
    expect(await found('none', 'manger')).toBe(0)
    expect(await found('none', 'les')).toBe(1)
    expect(await found('french', 'les')).toBe(0)
  })
})

describe('search', () => {
  test.each([
    ['squirrels gnaw', 'faq.jsonl#L3'],
    ['How do I forget the network?', 'guide/install.md#join-the-network'],
    ['spider in front of the lens', 'guide/trouble.md#why'],
    ['infrared threshold', 'reference.html#night']
  ])('%s', async (query, id) => {
    expect((await ids(query))[0]).toBe(id)
  })

  test('words need no quotes', async () => {
    expect((await find('spider', 'lens')).results).toEqual((await find('spider lens')).results)
  })

  test('results have what they show: title, score in order, marks on the words of the query', async () => {
    const { results } = await find('battery of the camera', '--semantic', 'none')
    expect(results.length).toBeGreaterThan(2)
    expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).sort((a, b) => b - a))
    for (const result of results) {
      expect(Object.keys(result)).toEqual(['id', 'title', 'score', 'snippet'])
      const { text, marks } = result.snippet
      const marked = marks.map(({ start, end }: Range) => text.slice(start, end).toLowerCase())
      for (const word of marked) expect(word).toMatch(/^(batter|camera)/)
    }
    expect(results.flatMap(({ snippet }) => snippet.marks).length).toBeGreaterThan(2)
  })

  test('--limit, --semantic', async () => {
    expect(await ids('camera', '--limit', '2')).toEqual((await ids('camera')).slice(0, 2))
    const lexical = await ids('camera', '--semantic', 'none')
    expect((await ids('camera', '--semantic', 'rerank')).sort()).toEqual([...lexical].sort())
    expect(await ids('camera', '--semantic', 'union')).toEqual(await ids('camera'))
  })

  test('--explain: parts that make up the score, and the words found', async () => {
    const { results } = await find('squirrels', '--explain')
    for (const { score, parts } of results) {
      const sum = Object.values(parts as ScoreParts).reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(score, 6)
    }
    expect(results[0].terms).toEqual(['squirrels'])
    const { out } = await people(searchCommand(), index, 'squirrels', '--explain')
    expect(out).toMatch(/\n {4}score = \d+\.\d{3} lexical.*\n {4}words: squirrels\n/)
  })

  test('for people: rank and title, id and score, the snippet, how many', async () => {
    const { out } = await people(searchCommand(), index, 'spider', '--limit', '1')
    const [title, id, snippet, blank, last] = out.split('\n')
    expect(title).toBe(' 1  The picture is black › Why')
    expect(id).toMatch(new RegExp(`^ {4}${birdbox}/guide/trouble\\.md#why {2}\\d+\\.\\d{3}$`))
    expect(snippet).toBe('    The night light is off, or a spider has built in front of the lens.')
    expect(blank).toBe('')
    expect(last).toMatch(/^1 result of 22 sections in .*ms$/)
  })

  test('where the title is the best piece, the text begins below it', async () => {
    const rows = file('titled.jsonl', '{"id":7,"title":"Owls at dusk","text":"They hunt by ear."}\n')
    const out = path('titled.safetensors')
    await json(indexCommand(), rows, '--out', out)
    expect((await people(searchCommand(), out, 'owl')).out).toMatch(
      /^ 1 {2}Owls at dusk\n {4}7 {2}\d\.\d{3}\n {4}They hunt by ear\.\n\n/
    )
  })

  test('what has no title is called by its id', async () => {
    const { out } = await people(searchCommand(), index, 'squirrels', '--limit', '1')
    expect(out).toMatch(new RegExp(`^ 1 {2}${birdbox}/faq\\.jsonl#L3\n`))
  })

  test.each(['zzz', 'the of', ''])('nothing found for %j is no failure', async query => {
    expect((await find(query, '--semantic', 'none')).results).toEqual([])
    const { out } = await people(searchCommand(), index, query, '--semantic', 'none')
    expect(out).toBe(`nothing found for "${query}" in 22 sections\n`)
  })

  test('nothing that a terminal would obey gets through', async () => {
    const rows = file(
      'nasty.jsonl',
      `${JSON.stringify({ id: 'a\u001b[2J', title: 'b\u0007', text: 'owl\u001b[2J' })}\n`
    )
    const out = path('nasty.safetensors')
    await json(indexCommand(), rows, '--out', out)
    expect((await people(searchCommand(), out, 'owl')).out).toContain('owl\ufffd[2J')
    expect((await people(contextCommand(), out, 'owl')).out).toContain('owl\ufffd[2J')
  })
})

describe('context', () => {
  const question = 'Why is the battery empty?'

  test('every source is where it says: in the context and in the document', async () => {
    const { text, sources, tokens } = await json(contextCommand(), index, question)
    const { sections } = await readDocuments([birdbox])
    expect(sources.length).toBeGreaterThan(0)
    expect(tokens).toBeLessThanOrEqual(1000)
    for (const { id, field, start, end, from, to } of sources as ContextSource[]) {
      const section = sections.find(one => one.id === id)
      expect(text.slice(from, to)).toBe(String(section?.[field as 'text']).slice(start, end))
    }
  })

  test('for people: the text, then its sources', async () => {
    const { text, sources } = await json(contextCommand(), index, question)
    const { out } = await people(contextCommand(), index, ...question.split(' '))
    expect(out.startsWith(text.split('\n')[0])).toBe(true)
    const [, listed] = out.split(/\n\nSources, \d+ tokens?\n/)
    expect(listed.trimEnd().split('\n')).toHaveLength(sources.length)
    const { number, id, field, start, end } = sources[0] as ContextSource
    expect(listed).toMatch(new RegExp(`^\\[${number}\\] .*${id}  ${field} ${start}–${end}\n`))
  })

  test('less fits in less; in nothing, nothing, which is said', async () => {
    const { tokens } = await json(contextCommand(), index, question, '--max-tokens', '60')
    expect(tokens).toBeLessThanOrEqual(60)
    expect(await json(contextCommand(), index, question, '--max-tokens', '0')).toMatchObject({ text: '', sources: [] })
    const { out } = await people(contextCommand(), index, question, '--max-tokens', '0')
    expect(out).toBe('nothing that was found fits 0 tokens\n')
  })
})

describe('files of an index', () => {
  test('every stemmer and list of stop words of the package is at hand', async () => {
    const documents = [{ id: 1, text: 'koty spały' }]
    for (const [stem, stopWords] of [
      [lancaster, polishStopWords],
      [null, null]
    ] as const) {
      const made = file('made.safetensors', createSearch(documents, { stem, stopWords }).save())
      expect((await json(searchCommand(), made, 'koty')).results).toMatchObject([{ id: 1 }])
    }
  })

  test('the JSON form finds the same', async () => {
    const out = path('readable.json')
    await json(indexCommand(), birdbox, '--out', out)
    expect(JSON.parse(readFileSync(out, 'utf8'))).toBeInstanceOf(Object)
    expect((await json(searchCommand(), out, 'camera')).results).toEqual((await find('camera')).results)
  })

  test('inspect', async () => {
    const found = await json(inspectCommand(), index)
    expect(found).toMatchObject({ model: index, bytes: made.bytes, sections: 22 })
    expect(found.labels).toBeUndefined()
    expect((await people(inspectCommand(), index)).out).toContain('\n22 sections to search\n')
  })
})

describe('one line on standard error, exit code 1, nothing written', () => {
  const out = path('never.safetensors')
  const spam = demoFile('../../models/spam/model.safetensors')
  const jsonl = file('a.jsonl', '{"id":1,"text":"a"}\n{"id":1,"text":"b"}\n')
  const text = file('a.txt', 'a')
  mkdirSync(path('own'))
  file('own/a.md', 'a')
  const broken = demoFile('../malformed/truncated.in-data.safetensors')

  test.each<[string, Command, string[], string]>([
    ['no --out', indexCommand(), [text], "required option '--out <index>' not specified"],
    ['no documents', indexCommand(), ['--out', out], "missing required argument 'docs'"],
    ['a missing file', indexCommand(), [path('gone.md'), '--out', out], 'gone.md: no such file or folder'],
    ['an id twice', indexCommand(), [jsonl, '--out', out], `${jsonl}:2: id: expected each once, got 1 again`],
    ['the document to write', indexCommand(), [text, '--out', text], `${text}: expected a file for the index, got`],
    [
      'a document of a folder to write',
      indexCommand(),
      [path('own'), '--out', path('own/a.md')],
      `${path('own/a.md')}: expected a file for the index, got the data file itself`
    ],
    ['a folder to write that is not there', indexCommand(), [text, '--out', path('no/i')], 'no such file or folder'],
    ['an unknown setting', indexCommand(), [text, '--out', out, '--set', 'dmis=3'], 'dmis'],
    ['a setting given as a flag', indexCommand(), [text, '--out', out, '--dims', '3', '--set', 'dims=3'], '--set dims'],
    ['a language that is none', indexCommand(), [text, '--out', out, '--language', 'c'], 'Allowed choices are english'],
    ['a format that is none', indexCommand(), [text, '--out', out, '--format', 'pdf'], 'Allowed choices are markdown'],
    ['a missing index', searchCommand(), [path('gone'), 'a'], `${path('gone')}: no such file or folder`],
    ['a folder as an index', searchCommand(), [folder, 'a'], `${folder}: expected a file, got a folder`],
    ['a classifier', searchCommand(), [spam, 'a'], 'got "waymark-text-classifier"'],
    ['a classifier, for a context', contextCommand(), [spam, 'a'], 'got "waymark-text-classifier"'],
    ['an index to classify with', classifyCommand(), [index, 'a'], 'expected "waymark-text-classifier", got "waymark-'],
    ['a text', searchCommand(), [text, 'a'], `${text}: not an index that can be read: `],
    ['a broken file', contextCommand(), [broken, 'a'], `${broken}: not an index that can be read: `],
    ['no query', searchCommand(), [index], "missing required argument 'query'"],
    ['no results wanted', searchCommand(), [index, 'a', '--limit', '0'], 'Expected a whole number from 1'],
    ['fewer than no tokens', contextCommand(), [index, 'a', '--max-tokens', '-1'], 'Expected a whole number from 0'],
    ['an unknown use', searchCommand(), [index, 'a', '--semantic', 'yes'], 'Allowed choices are none, rerank, union']
  ])('%s', async (_, command, args, message) => {
    const { status, out: stdout, err } = await inProcess(command, args)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/^waymark: .*\n$/)
    expect(existsSync(out)).toBe(false)
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
  })
})
