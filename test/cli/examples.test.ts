import { describe, expect, test } from 'vitest'
import { at, withPlaces } from '../../src/cli/errors.ts'
import { type Columns, readExamples, using } from '../../src/cli/examples.ts'
import { temporaryFolder } from './run.ts'

const { file, folder } = temporaryFolder()
const examples = async (name: string, content: string, columns?: Columns) =>
  (await readExamples([file(name, content)], columns)).examples

describe('labels and weights', () => {
  test('JSON Lines: one label, several, none, and a weight where there is one', async () => {
    const text = '{"text":"a","label":"x"}\n{"text":"","label":["x","y"],"weight":2}\n{"text":"c","label":[]}\n'
    expect(await examples('a.jsonl', text)).toEqual([
      { text: 'a', label: 'x' },
      { text: '', label: ['x', 'y'], weight: 2 },
      { text: 'c', label: [] }
    ])
  })

  test('a separator cuts a cell into labels; an empty cell is no label', async () => {
    const text = 'text,label\na,x;y\nb,x\nc,\n'
    const found = await examples('a.csv', text, { labelsSeparator: ';' })
    expect(found.map(example => example.label)).toEqual([['x', 'y'], ['x'], []])
  })

  test('a column called weight counts in a table only when it is named', async () => {
    const text = 'text,label,weight\na,x,80\n'
    expect(await examples('w.csv', text)).toEqual([{ text: 'a', label: 'x' }])
    expect(await examples('w.csv', text, { weight: 'weight' })).toEqual([{ text: 'a', label: 'x', weight: 80 }])
  })

  test('several files are one list, each row with its own place', async () => {
    const one = file('one.csv', 'text,label\na,x\n')
    const two = file('two.jsonl', '\n{"text":"b","label":"y"}\n')
    const located = await readExamples([one, two])
    expect(located.examples.map(example => example.text)).toEqual(['a', 'b'])
    expect(located.places).toEqual([
      { file: one, line: 2 },
      { file: two, line: 2 }
    ])
  })

  test.each<[string, string, Columns, string]>([
    [
      'messages.csv',
      'id,body,verdict\n1,a,ham\n',
      {},
      'messages.csv:2: column "text" not found; the row has id, body, verdict (--text COLUMN names another)'
    ],
    ['l.csv', 'text,kind\na,b\n', {}, 'l.csv:2: column "label" not found; the row has text, kind'],
    ['n.jsonl', '{"text":"a","label":3}\n', {}, 'n.jsonl:1: label: expected a string or a list of strings, got 3'],
    [
      'm.jsonl',
      '{"text":"a","label":["b",null]}\n',
      {},
      'label: expected a string or a list of strings, got ["b",null]'
    ],
    ['t.jsonl', '{"text":["a"],"label":"b"}\n', {}, 't.jsonl:1: text: expected a string, got ["a"]'],
    ['e.jsonl', '{}\n', {}, 'e.jsonl:1: column "text" not found; the row has no columns'],
    ['c.jsonl', '{"text":"a"}\n', { label: 'constructor' }, 'c.jsonl:1: column "constructor" not found'],
    ['empty.csv', 'text,label\na,x\nb,\n', {}, 'empty.csv:3: label: expected a label, got an empty cell'],
    ['s.csv', 'text,label\na,x;;y\n', { labelsSeparator: ';' }, 's.csv:2: label: expected labels separated by ";"'],
    ['w.jsonl', '{"text":"a","label":"b","weight":0}\n', {}, 'w.jsonl:1: weight: expected a number above 0, got 0'],
    ['w.csv', 'text,label,w\na,b,\n', { weight: 'w' }, 'w.csv:2: w: expected a number above 0, got ""'],
    ['x.csv', 'text,label,w\na,b,NaN\n', { weight: 'w' }, 'x.csv:2: w: expected a number above 0, got "NaN"']
  ])('%s', async (name, content, columns, message) => {
    await expect(examples(name, content, columns)).rejects.toThrow(message)
  })
})

describe('errors of the library', () => {
  const complain = (message: string) => () => {
    throw new TypeError(message)
  }
  const places = [
    { file: 'a.csv', line: 2 },
    { file: 'a.csv', line: 9 }
  ]

  test('an example is called by its line', () => {
    const run = complain('examples[1].label: expected a string, got 3')
    expect(() => withPlaces(places, 'a.csv', run)).toThrow(at(places[1], 'label: expected a string, got 3'))
    expect(() => withPlaces(places, 'a.csv', complain('examples[0]: expected an object'))).toThrow(
      'a.csv:2: expected an object'
    )
  })

  test('the examples as a whole by the files; anything else stays', () => {
    expect(() => withPlaces(places, 'a.csv', complain('examples: expected two labels'))).toThrow(
      'a.csv: examples: expected'
    )
    expect(() => withPlaces(places, 'a.csv', complain('ridge: expected a number'))).toThrow(
      /^ridge: expected a number$/
    )
    // Nothing to point at: the message must not be lost.
    expect(() => withPlaces([], '--text', complain('examples[0].label: bad'))).toThrow('--text: examples[0].label: bad')
  })

  test('through readExamples', async () => {
    const located = await readExamples([file('u.csv', 'text,label\n"a\nb",x\nc,y\n')])
    expect(() => using(located, complain('examples[1].label: no'))).toThrow(`${folder}/u.csv:4: label: no`)
  })
})
