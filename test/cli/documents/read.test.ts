import { mkdirSync, symlinkSync } from 'node:fs'
import { relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { listFiles } from '../../../src/cli/documents/files.ts'
import { documentFormat, knownFormat } from '../../../src/cli/documents/formats.ts'
import { readDocuments } from '../../../src/cli/documents/read.ts'
import { demoFile, temporaryFolder } from '../run.ts'

const { folder, path, file } = temporaryFolder()
const birdbox = relative('.', demoFile('../documents/birdbox')).replaceAll('\\', '/')

const ids = async (names: string[], options = {}) => (await readDocuments(names, options)).sections.map(one => one.id)

describe('a folder', () => {
  test('pages and rows in the order of their paths, and what is none', async () => {
    const found = await readDocuments([birdbox])
    expect(found.sections.map(({ id }) => String(id).replace(`${birdbox}/`, ''))).toEqual([
      'README.md#birdbox',
      'README.md#what-is-in-the-box',
      'README.md#help',
      'changes.txt',
      'faq-cat',
      'faq.jsonl#L2',
      'faq.jsonl#L3',
      'guide/install.md',
      'guide/install.md#hang-the-camera',
      'guide/install.md#aim',
      'guide/install.md#power',
      'guide/install.md#join-the-network',
      'guide/install.md#aim-1',
      'guide/trouble.md',
      'guide/trouble.md#why',
      'guide/trouble.md#what-to-do',
      'guide/trouble.md#why-1',
      'guide/trouble.md#what-to-do-1',
      'guide/trouble.md#whats-that-noise',
      'reference.html#reference',
      'reference.html#night',
      'reference.html#sharing'
    ])
    expect(found.documents).toBe(8)
    expect(found.files).toHaveLength(7)
    expect(found.leftOut).toEqual([`${birdbox}/logo.png`, `${birdbox}/prices.csv`])
    expect(found.places.slice(3, 7)).toEqual(
      ['changes.txt', 'faq.jsonl:1', 'faq.jsonl:2', 'faq.jsonl:3'].map(name => `${birdbox}/${name}`)
    )
    expect(found.sections[3]).toMatchObject({ title: 'changes.txt', text: expect.stringMatching(/^1\.4 {2}Counts/) })
    expect(found.sections[6]).toEqual({
      id: `${birdbox}/faq.jsonl#L3`,
      text: expect.stringMatching(/^Squirrels/)
    })
  })

  test('hidden files, node_modules, links to folders and dead links are passed over', () => {
    for (const name of ['tree', 'tree/.git', 'tree/node_modules', 'tree/sub', 'tree/sub/node_modules'])
      mkdirSync(path(name))
    for (const name of [
      '.git/a.md',
      'node_modules/a.md',
      'sub/node_modules/a.md',
      '.a.md',
      'b.md',
      'sub/a.MD',
      'a.md',
      'c.txt'
    ]) {
      file(`tree/${name}`, 'a')
    }
    file('tree/wide.txt', Buffer.from('\ufeffwide', 'utf16le'))
    symlinkSync(path('tree'), path('tree/sub/up'))
    symlinkSync(path('nowhere'), path('tree/dead.md'))
    symlinkSync(path('tree/b.md'), path('tree/sub/link.md'))
    const { files, leftOut } = listFiles([path('tree')])
    expect(files.map(one => relative(path('tree'), one.path))).toEqual(['a.md', 'b.md', 'c.txt', 'sub/a.MD'])
    expect(leftOut).toEqual([path('tree/wide.txt')])
    // The link was a second name of a file.
    expect(listFiles([path('tree/sub')]).files.map(one => relative(path('tree'), one.path))).toEqual([
      'sub/a.MD',
      'sub/link.md'
    ])
    expect(listFiles([path('tree/node_modules'), path('tree/.a.md')]).files).toHaveLength(2)
  })

  test('each file once, by its first name, however it is named', () => {
    const names = [`${birdbox}/guide/trouble.md`, `./${birdbox}/guide/`, `${birdbox}/guide/../changes.txt`]
    expect(listFiles(names).files.map(one => one.path.replace(`${birdbox}/`, ''))).toEqual([
      'guide/trouble.md',
      'guide/install.md',
      'changes.txt'
    ])
    expect(listFiles([demoFile('messages.csv')]).files).toEqual([
      { path: demoFile('messages.csv'), format: 'csv', inFolder: false }
    ])
  })
})

describe('rows', () => {
  const rows = file('rows.csv', 'sku,name,body,text\n7,Lamp,bright,x\n8,,"two\nlines",y\n')

  test('fields by name; the id of a row without one is its line', async () => {
    expect((await readDocuments([rows], { id: 'sku', title: 'name', text: 'body' })).sections).toEqual([
      { id: '7', title: 'Lamp', text: 'bright' },
      { id: '8', text: 'two\nlines' }
    ])
    expect(await ids([rows])).toEqual([`${rows}#L2`, `${rows}#L3`])
  })

  test('numbers are ids, 0 and __proto__ too, and 1 is not "1"', async () => {
    const lines = ['0', '1', '"1"', '"__proto__"', '""', 'null'].map(id => `{"id":${id},"title":null,"text":""}\n`)
    const name = file('ids.jsonl.gz', gzipSync(lines.join('')))
    expect(await ids([name])).toEqual([0, 1, '1', '__proto__', `${name}#L5`, `${name}#L6`])
  })

  test.each<[string, string, object, RegExp | string]>([
    ['no text', '{"id":1}\n', {}, '1.jsonl:1: column "text" not found; the row has id (--text COLUMN names another)'],
    ['a text that is none', '{"text":3}\n', {}, '1.jsonl:1: text: expected a string, got 3'],
    ['an id that is none', '{"id":[],"text":""}\n', {}, '1.jsonl:1: id: expected a string or a number, got []'],
    ['a title that is none', '{"title":1,"text":""}\n', {}, '1.jsonl:1: title: expected a string, got 1'],
    ['a field not there', '{"text":"a"}\n', { title: 'name' }, '(--title COLUMN names another)'],
    ['an id not there', '{"text":"a"}\n', { id: 'sku' }, '(--id COLUMN names another)'],
    [
      'an id twice',
      '{"id":1,"text":"a"}\n\n{"id":1,"text":"b"}\n',
      {},
      /1\.jsonl:3: id: expected each once, got 1 again \(first at .*1\.jsonl:1\)/
    ],
    ['no rows', '', {}, '1.jsonl: expected at least one row, got none']
  ])('%s', async (_, content, options, message) => {
    await expect(readDocuments([file('1.jsonl', content)], options)).rejects.toThrow(message)
  })
})

describe('files', () => {
  test('a format that is told, for files that are named', async () => {
    const name = file('LICENSE', '# a\nb')
    expect(await ids([name], { format: 'markdown' })).toEqual([`${name}#a`])
    expect(await ids([name], { format: 'text' })).toEqual([name])
    await expect(ids([name])).rejects.toThrow(
      `${name}: expected a name ending in .md, .html, .txt, .jsonl, .csv or .tsv`
    )
    await expect(ids(['-'])).rejects.toThrow(
      '<stdin>: say how to read it with --format markdown, html, text, jsonl, csv or tsv'
    )
  })

  test('formats by extension', () => {
    const names = ['a.md', 'a.MDX', 'a.markdown', 'a.htm', 'a.b.html.gz', 'a.txt', 'a.ndjson', 'a.csv.gz', 'a.tab']
    expect(names.map(knownFormat)).toEqual([
      'markdown',
      'markdown',
      'markdown',
      'html',
      'html',
      'text',
      'jsonl',
      'csv',
      'tsv'
    ])
    expect(['a.json', 'constructor', 'a.constructor', 'md', 'a.png', 'a.gz'].map(documentFormat)).toEqual(
      Array(6).fill(undefined)
    )
  })

  test('what is no UTF-8, with file and line, in a folder too', async () => {
    mkdirSync(path('latin'))
    const latin = file('latin/a.md', Buffer.from('a\ncaf\xe9\n', 'latin1'))
    await expect(ids([latin])).rejects.toThrow(`${latin}:2: not UTF-8 text: save the file as UTF-8`)
    await expect(ids([path('latin')])).rejects.toThrow(`${latin}:2: not UTF-8 text`)
  })

  test('a byte order mark is no letter', async () => {
    expect((await readDocuments([file('bom.md', '\ufeff---\ntitle: t\n---\na')])).sections[0]).toMatchObject({
      title: 't',
      text: 'a'
    })
  })

  test.each([
    ['a missing name', () => path('missing'), 'missing: no such file or folder'],
    ['a blank text', () => file('blank.txt', ' \n'), 'blank.txt: expected at least one document, got none'],
    [
      'an empty folder',
      () => {
        mkdirSync(path('empty'))
        return path('empty')
      },
      'empty: expected at least one document, got none'
    ]
  ])('%s', async (_, name, message) => {
    await expect(ids([name()])).rejects.toThrow(`${folder}/${message}`)
  })

  test('how far it has come', async () => {
    const seen: number[] = []
    await readDocuments([birdbox], { onRead: done => seen.push(done) })
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })
})
