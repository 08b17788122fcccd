import { describe, expect, test } from 'vitest'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  stringEntries,
  stringsOf,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { packNumbers, unpackNumbers } from '../../src/model/varint.ts'
import { createSearch, loadSearch } from '../../src/rerank/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { ENGLISH, plain } from './samples.ts'

const search = createSearch(ENGLISH.slice(0, 8), { minisearch: { boost: { title: 2 } } })
search.feedback('oil the chain', 'bike-chain')
search.feedback('oil the chain', 'bike-wheel', false)
search.feedback('rye bread', 'bread-loaf')
const bytes = search.save()
const sound = decodeModel(bytes)
const names = [...sound.tensors.keys()]
const embedder = sound.config.embedder as JsonObject

/** The code and the message with which a file is refused. */
function refusal(file: Uint8Array): string {
  const error = thrownBy(() => loadSearch(file)) as ModelFormatError
  expect(error).toBeInstanceOf(ModelFormatError)
  return `${error.code}: ${error.message}`
}

const withConfig = (config: object) => encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject })
const withTensors = (change: (tensors: Map<string, Tensor>) => void) => {
  const tensors = new Map(sound.tensors)
  change(tensors)
  return encodeModel({ ...sound, tensors })
}
const withStrings = (name: string, change: (strings: string[]) => unknown) =>
  withTensors(tensors => {
    const strings = stringsOf(sound, name)
    change(strings)
    for (const [key, value] of stringEntries(name, strings)) tensors.set(key, value)
  })
const withTerms = (change: (numbers: number[]) => unknown) =>
  withTensors(tensors => {
    const numbers = Array.from(unpackNumbers(Uint8Array.from(sound.tensors.get('terms')?.data ?? []), 'terms'))
    change(numbers)
    const packed = packNumbers(numbers)
    tensors.set('terms', tensor('U8', [packed.length], packed))
  })

test('the sound one loads, also taken apart and put together', () => {
  for (const file of [encodeModel(sound), withConfig({}), withTerms(() => {}), withStrings('documents', () => {})]) {
    expect(plain(loadSearch(file).search('oil the chain'))).toEqual(plain(search.search('oil the chain')))
  }
  expect([sound.kind, sound.version]).toEqual(['waymark-search', 1])
})

describe('of its tensors', () => {
  test.each(names)('%s is needed', name => {
    expect(refusal(withTensors(tensors => tensors.delete(name)))).toMatch(`missing-tensor: tensor "${name}"`)
  })

  test.each(names)('%s is of its type', name => {
    const { shape, data } = sound.tensors.get(name) as Tensor
    const other = tensor('F16', shape, new Uint16Array(data.length))
    expect(refusal(withTensors(tensors => tensors.set(name, other)))).toMatch(`bad-dtype: tensor "${name}"`)
  })

  test.each(names)('%s is of its shape', name => {
    const { dtype, shape, data } = sound.tensors.get(name) as Tensor
    const fewer = {
      dtype,
      shape: [shape[0] - 1, ...shape.slice(1)],
      data: data.slice(shape.slice(1).reduce((a, b) => a * b, 1))
    }
    expect(refusal(withTensors(tensors => tensors.set(name, fewer as Tensor)))).toMatch(
      /^bad-(shape|strings|field|utf8): /
    )
    const wider = { dtype, shape: [...shape, 1], data }
    expect(refusal(withTensors(tensors => tensors.set(name, wider as Tensor)))).toMatch(`bad-shape: tensor "${name}"`)
  })

  test.each(names)('%s may not be empty', name => {
    const { dtype, shape, data } = sound.tensors.get(name) as Tensor
    const empty = { dtype, shape: shape.map(() => 0), data: data.slice(0, 0) }
    expect(refusal(withTensors(tensors => tensors.set(name, empty as Tensor)))).toMatch(
      /^bad-(shape|strings|field|utf8): /
    )
  })
})

describe('of its settings', () => {
  const settings: readonly (readonly [string, readonly unknown[]])[] = [
    ['analyzer', [undefined, null, 5, 'waymark-search-0', 'waymark-search-2']],
    ['stem', [undefined, 5, true, ['porter']]],
    ['stopWords', [undefined, 5, {}]],
    ['idField', [undefined, null, 5, ['id']]],
    ['fields', [undefined, null, 'text', [], ['text', 5], ['text', 'text'], ['text'], ['title', 'text', 'more']]],
    ['dims', [undefined, null, 0, 4097, 1.5, '8']],
    ['seed', [undefined, null, -1, 2 ** 32, 0.5]],
    [
      'minisearch',
      [undefined, null, 5, [], { bogus: 1 }, { tokenize: 1 }, { fuzzy: 1e9 }, { boost: null }, { bm25: {} }]
    ],
    ['functions', [undefined, null, 'prefix', [5]]],
    ['trust', [undefined, null, -0.1, 1.1, '1']],
    ['held', [undefined, null, -0.1, 1.5, '1']],
    ['changes', [undefined, null, -1, 0.5, '1']],
    ['judgements', [undefined, null, 2, 4, -1, '3']],
    [
      'embedder',
      [
        undefined,
        null,
        5,
        ...Object.keys(embedder).map(key => ({ ...embedder, [key]: undefined })),
        ...Object.keys(embedder).map(key => ({ ...embedder, [key]: 'other' })),
        { ...embedder, axisBits: 5 },
        { ...embedder, documents: -1 }
      ]
    ]
  ]

  test('all are tried', () => {
    expect(settings.map(([name]) => name).sort()).toEqual(Object.keys(sound.config).sort())
  })

  test.each(settings.flatMap(([name, values]) => values.map(value => [name, value] as const)))(
    '%s is not %j',
    (name, value) => {
      const { [name]: _, ...rest } = sound.config
      const config = plain(value === undefined ? rest : { ...rest, [name]: value }) as JsonObject
      const said = refusal(encodeModel({ ...sound, config }))
      expect(said).toMatch(/^bad-field: /)
      if (name !== 'fields') expect(said).toContain(name)
    }
  )
})

describe('of what they hold', () => {
  const lies: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['bad-field', 'documents[0]', () => withStrings('documents', all => all.splice(0, 1, '{'))],
    [
      'bad-field',
      'documents[1]: expected an object, got null',
      () => withStrings('documents', all => all.splice(1, 1, 'null'))
    ],
    [
      'bad-field',
      'documents[1]: expected an object, got an array of 0',
      () => withStrings('documents', all => all.splice(1, 1, '[]'))
    ],
    [
      'bad-field',
      'documents[2].id: expected a string or a finite number',
      () => withStrings('documents', all => all.splice(2, 1, '{"text":""}'))
    ],
    [
      'bad-field',
      'documents[2].text: expected a string or a list',
      () => withStrings('documents', all => all.splice(2, 1, '{"id":1,"text":5}'))
    ],
    [
      'bad-field',
      'documents[3].id: expected an id of its own',
      () => withStrings('documents', all => all.splice(3, 1, all[0]))
    ],
    ['duplicate-name', 'documents[0]', () => withStrings('documents', all => all.splice(0, 1, '{"id":1,"id":2}'))],
    [
      'bad-field',
      'terms: expected as many as each field has, got fewer',
      () => withStrings('documents', all => all.push('{"id":9}'))
    ],
    ['bad-field', 'terms: expected', () => withStrings('documents', all => all.pop())],
    ['bad-field', 'words: expected each once', () => withStrings('words', all => all.splice(3, 1, all[0]))],
    ['bad-field', 'terms: expected numbers below', () => withStrings('words', all => all.splice(all.length - 1, 1))],
    [
      'bad-field',
      'terms: expected as many as each field has, got fewer',
      () => withTerms(all => all.splice(0, 1, 2 ** 32 - 1))
    ],
    ['bad-field', 'terms: expected as many as each field has, got fewer', () => withTerms(all => all.pop())],
    ['bad-field', 'terms: expected', () => withTerms(all => all.push(0))],
    ['bad-field', 'terms: expected numbers below', () => withTerms(all => all.splice(1, 1, 2 ** 32 - 1))],
    ['bad-field', 'terms', () => withTensors(all => all.set('terms', tensor('U8', [3], Uint8Array.of(255, 255, 255))))],
    [
      'bad-field',
      'vectors.codes[',
      () => withTensors(all => all.set('vectors.codes', tensor('I8', [8, 8], new Int8Array(64).fill(-128, 9))))
    ],
    [
      'bad-field',
      'vectors.scales[',
      () => withTensors(all => all.set('vectors.scales', tensor('F32', [8], new Float32Array(8).fill(0.1, 3))))
    ],
    [
      'bad-field',
      'vectors.scales[',
      () => withTensors(all => all.set('vectors.scales', tensor('F32', [8], new Float32Array(8).fill(Number.NaN, 3))))
    ],
    ['bad-field', 'judgements[0]', () => withStrings('judgements', all => all.splice(0, 1, '{'))],
    [
      'bad-field',
      'judgements[0][0]: expected a question, got undefined',
      () => withStrings('judgements', all => all.splice(0, 1, '[]'))
    ],
    [
      'bad-field',
      'judgements[0][0]: expected a question, got undefined',
      () => withStrings('judgements', all => all.splice(0, 1, '"oil"'))
    ],
    [
      'bad-field',
      'judgements[0][0]: expected a question, got 5',
      () => withStrings('judgements', all => all.splice(0, 1, '[5]'))
    ],
    [
      'bad-field',
      'judgements[0]: expected positions of 8 documents, got 8',
      () => withStrings('judgements', all => all.splice(0, 1, '["oil",[8,1]]'))
    ],
    [
      'bad-field',
      'judgements[0]: expected positions of 8 documents, got 0.5',
      () => withStrings('judgements', all => all.splice(0, 1, '["oil",[0.5,1]]'))
    ],
    [
      'bad-field',
      'judgements[0]: expected positions of 8 documents, got "0"',
      () => withStrings('judgements', all => all.splice(0, 1, '["oil",["0",1]]'))
    ],
    [
      'bad-field',
      'judgements[0]: expected positions of 8 documents, got undefined',
      () => withStrings('judgements', all => all.splice(0, 1, '["oil",5]'))
    ],
    [
      'bad-field',
      'judgements[1]: expected judgements of 1 or -1, got 0',
      () => withStrings('judgements', all => all.splice(1, 1, '["oil",[0,0]]'))
    ],
    [
      'bad-field',
      'config.judgements: expected 1, as many as there are, got 3',
      () => withStrings('judgements', all => all.splice(0, 1))
    ],
    [
      'bad-field',
      'embedder.columns[0]: expected a column',
      () => withTensors(all => all.set('embedder.columns', tensor('U32', [24], new Uint32Array(24).fill(2 ** 31))))
    ]
  ]

  test.each(lies)('%s: %s', (code, start, lie) => {
    expect(refusal(lie())).toMatch(`${code}: ${start}`)
  })
})

describe('of the whole', () => {
  test('cut anywhere it never loads', () => {
    const step = Math.ceil(bytes.length / 400)
    for (let length = 0; length < bytes.length; length += step) {
      expect(thrownBy(() => loadSearch(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
    expect(refusal(bytes.slice(0, -1))).toMatch('truncated: ')
  })

  test('another kind, a newer version, bytes after the end', () => {
    expect(refusal(encodeModel({ ...sound, kind: 'waymark-embedder' }))).toMatch('wrong-kind: ')
    expect(refusal(encodeModel({ ...sound, version: 2 }))).toMatch('newer-version: ')
    expect(refusal(Uint8Array.of(...bytes, 0))).toMatch('trailing-bytes: ')
    expect(refusal(new Uint8Array(0))).toMatch('truncated: ')
    expect(refusal(new TextEncoder().encode('{"an": "index of another kind"}'))).toMatch(/^[a-z-]+: /)
  })
})
