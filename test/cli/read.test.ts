import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readExamples } from '../../src/cli/examples.ts'
import { type Format, formatOf, type ReadOptions, readRows } from '../../src/cli/read.ts'
import { demoFile, temporaryFolder } from './run.ts'

const { file, folder } = temporaryFolder()

async function rows(path: string, options?: ReadOptions) {
  const out: { line: number; cells: unknown[] }[] = []
  for await (const row of readRows(path, options)) {
    out.push({ line: row.place.line, cells: row.names.map(name => row.get(name)) })
  }
  return out
}

function read(name: string, content: string | Uint8Array, options?: ReadOptions) {
  return rows(file(name, content), options)
}

const cells = async (name: string, content: string) => (await read(name, content)).map(row => row.cells)

describe('tables', () => {
  test('the shipped CSV: byte order mark, quoted line breaks, doubled quotes, the line each row begins on', async () => {
    const { examples, places } = await readExamples([demoFile('messages.csv')], { text: 'body', label: 'verdict' })
    expect(examples[0]).toEqual({ text: 'Morning! Are we walking or driving to the fair?', label: 'ham' })
    expect(examples[2].text).toBe('Shopping list:\nrice, lemons, two tins of tomatoes\nand please no more crisps')
    expect(examples[3].text).toBe('She said "five minutes" and that was an hour ago, typical')
    expect(places.slice(0, 6).map(place => place.line)).toEqual([2, 3, 4, 7, 8, 11])
    const first = (await rows(demoFile('messages.csv')))[0]
    expect(first.cells[0]).toBe('1')
  })

  test('the shipped TSV', async () => {
    const { examples } = await readExamples([demoFile('messages.tsv')], { text: 'body', label: 'verdict' })
    expect(examples.length).toBeGreaterThanOrEqual(5)
    expect(new Set(examples.map(example => example.label))).toEqual(new Set(['ham', 'spam']))
  })

  test('whatever is written as CSV or TSV is read back, with the line each row begins on', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\t', '\n', '\r\n', '\r', ' ', '\u2028', 'é', '👍') })
    )
    // Half of a surrogate pair cannot be written as UTF-8.
    const sound = cell.filter(text => Buffer.from(text).toString() === text && !text.includes('\ufeff'))
    const table = fc.array(fc.tuple(sound, sound, sound), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom<Format>('csv', 'tsv'),
        fc.boolean(),
        fc.constantFrom('', '\ufeff'),
        async (records, end, format, lastEnd, mark) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
          const all = [['a', 'b', 'c'], ...records]
          const text = all.map(record => record.map(quoted).join(format === 'csv' ? ',' : '\t')).join(end)
          const begins = all.map((_, i) => `${all.slice(0, i).flat().join('')}${'\n'.repeat(i)}`.split('\n').length)
          expect(await read(`any.${format}`, mark + text + (lastEnd ? end : ''))).toEqual(
            records.map((record, i) => ({ line: begins[i + 1], cells: record }))
          )
        }
      ),
      { numRuns: 150 }
    )
  })

  test('blank lines are skipped and counted', async () => {
    const expected = [
      { line: 3, cells: ['1', 'x\r\ny'] },
      { line: 7, cells: ['2', 'z'] }
    ]
    expect(await read('blank.csv', 'a,b\r\n\r\n1,"x\r\ny"\r\n\r\n\r\n2,z\r\n')).toEqual(expected)
  })

  test('columns called like the parts of every object', async () => {
    expect(await cells('proto.csv', '__proto__,constructor\nx,y\n')).toEqual([['x', 'y']])
    const { examples } = await readExamples([file('p.csv', '__proto__,constructor\nx,y\n')], {
      text: '__proto__',
      label: 'constructor'
    })
    expect(examples).toEqual([{ text: 'x', label: 'y' }])
  })

  test('a cell of a million letters', async () => {
    const long = 'lorem "ipsum"\n'.repeat(75_000)
    const found = await read('huge.csv', `text,label\n"${long.replaceAll('"', '""')}",ham\nshort,spam\n`)
    expect(found.map(row => row.cells[0])).toEqual([long, 'short'])
    expect(found[1].line).toBe(75_003)
  })

  test('--no-quotes reads a plain TSV as it is', async () => {
    const text = 'text\tlabel\n"quoted" and 5" wide\tham\n"open\tspam\n'
    const found = await read('plain.tsv', text, { quotes: false })
    expect(found.map(row => row.cells[0])).toEqual(['"quoted" and 5" wide', '"open'])
  })

  test.each([
    ['more.csv', 'a,b\n1,2\n"3\n",4,5\n', 'more.csv:3: expected 2 cells (a, b), got 3'],
    ['fewer.csv', 'a,b\r\n"1\r\n\r\n",2\r\n3\r\n', 'fewer.csv:5: expected 2 cells (a, b), got 1'],
    ['twice.csv', 'a,b,a\n1,2,3\n', 'twice.csv:1: two columns are called "a"'],
    ['open.csv', 'a,b\n1,2\n3,"4\n5,6\n', 'open.csv:3: a quote opened in this row is never closed'],
    ['blank.csv', 'a,b\r\n\r\n"1\r\n",2\r\n\r\n\r\n"3\r\n","4" x\r\n', 'blank.csv:7: a quote in the middle of a cell'],
    ['middle.csv', 'a,b\n"1\r\n",2\n3,4 "x"\n', 'middle.csv:4: a quote in the middle of a cell'],
    ['after.csv', 'a,b\n1,"2"x\n', 'after.csv:2: a quote in the middle of a cell'],
    ['header-only.csv', 'a,b\n', 'header-only.csv: expected at least one row, got none']
  ])('%s', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(`${folder}/${message}`)
  })
})

describe('JSON Lines', () => {
  test('blank lines, carriage returns, a byte order mark, no break at the end, U+2028 inside a string', async () => {
    const text = '\ufeff{"text":"a"}\r\n\n  \n{"text":"b\u2028c"}\n{"text":"d"}'
    expect(await read('a.jsonl', text)).toEqual([
      { line: 1, cells: ['a'] },
      { line: 4, cells: ['b\u2028c'] },
      { line: 5, cells: ['d'] }
    ])
  })

  test('letters and lines across the pieces a file is read in', async () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `${'é👍'.repeat(i % 50)}${i}`)
    texts.push('€'.repeat(200_001))
    const found = await read('long.jsonl', texts.map(text => JSON.stringify({ text })).join('\n'))
    expect(found).toEqual(texts.map((text, i) => ({ line: i + 1, cells: [text] })))
  })

  test.each([
    ['cut.jsonl', '{"text":"a"}\n\n{"text":', 'cut.jsonl:3: not JSON: '],
    ['list.jsonl', '["a"]\n', 'list.jsonl:1: expected a JSON object like {"text": "…", "label": "…"}, got ["a"]'],
    ['null.jsonl', 'null\n', 'null.jsonl:1: expected a JSON object'],
    ['empty.jsonl', '', 'empty.jsonl: expected at least one row, got none'],
    ['blank.jsonl', '\n \n', 'blank.jsonl: expected at least one row, got none']
  ])('%s', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(`${folder}/${message}`)
  })
})

describe('files', () => {
  test('a gzip file is the same as the file', async () => {
    const text = 'text,label\nhello,ham\n'
    expect(await read('same.csv.gz', gzipSync(text))).toEqual(await read('same.csv', text))
    await expect(read('cut.csv.gz', gzipSync(text).subarray(0, 20))).rejects.toThrow(
      'cut.csv.gz: not a sound gzip file'
    )
    await expect(read('plain.csv.gz', text)).rejects.toThrow('plain.csv.gz: not a sound gzip file')
  })

  test('bytes that are no UTF-8, with the line', async () => {
    const latin = Buffer.concat([Buffer.from('text,label\nok,é\ncaf'), Buffer.from([0xe9]), Buffer.from(',ham\n')])
    await expect(read('latin.csv', latin)).rejects.toThrow('latin.csv:3: not UTF-8 text')
    await expect(read('cut.csv', Buffer.from('text\né').subarray(0, -1))).rejects.toThrow('cut.csv:2: not UTF-8 text')
    await expect(read('wide.csv', Buffer.from('\ufefftext\n', 'utf16le'))).rejects.toThrow('wide.csv:1: not UTF-8 text')
  })

  test('a name that says no format, a missing file, a folder', async () => {
    await expect(read('notes.txt', 'a')).rejects.toThrow('notes.txt: expected a name ending in .jsonl, .csv or .tsv')
    await expect(rows('/nowhere/at-all.csv')).rejects.toThrow('/nowhere/at-all.csv: no such file or folder')
    await expect(rows(folder, { format: 'csv' })).rejects.toThrow(`${folder}: expected a file, got a folder`)
  })

  test('formats by extension', () => {
    const names = ['a.jsonl', 'a.NDJSON', 'a.csv', 'a.b.tsv', 'a.csv.gz', 'a.TAB']
    expect(names.map(formatOf)).toEqual(['jsonl', 'jsonl', 'csv', 'tsv', 'csv', 'tsv'])
    for (const name of ['a.json', 'constructor', 'a.constructor', 'csv', '-'])
      expect(() => formatOf(name)).toThrow('--format')
  })
})
