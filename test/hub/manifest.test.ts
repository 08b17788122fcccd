import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HubError, isModelName, MAX_MANIFEST_BYTES, MAX_MODEL_BYTES, parseManifest } from '../../src/hub/index.ts'

const FOLDER = 'fixtures/hub'
const files = readdirSync(FOLDER).filter(name => name !== 'sound.json')
const read = (name: string) => readFileSync(`${FOLDER}/${name}`)

function errorOf(text: string | Uint8Array): unknown {
  try {
    parseManifest(text)
  } catch (error) {
    return error
  }
  return undefined
}

describe('the sound one', () => {
  const { format, version, models } = parseManifest(read('sound.json'))

  test('is read, keys of newer releases left out', () => {
    expect({ format, version }).toEqual({ format: 'waymark-hub', version: 1 })
    expect(models.map(model => model.name)).toEqual(['spam', 'en-64.d_2'])
    expect(models[1]).toEqual({
      name: 'en-64.d_2',
      version: '2.10.0-rc.1',
      kind: 'waymark-word-vectors',
      file: 'en/Model.v2.safetensors',
      bytes: 1234,
      sha256: '0'.repeat(64),
      card: 'README.md',
      license: 'CC-BY-4.0 AND (MIT OR ODC-PDDL)',
      description: 'Wörter 词 🙂'
    })
  })

  test('is the same as text, and with its keys in any order', () => {
    const text = read('sound.json').toString()
    expect(parseManifest(text)).toEqual({ format, version, models })
    const { models: list, ...rest } = JSON.parse(text)
    expect(parseManifest(JSON.stringify({ models: list, ...rest })).models).toEqual(models)
  })

  test('may be empty, and as large as a manifest may be, but not larger', () => {
    const empty = '{"format":"waymark-hub","version":1,"models":[]}'
    expect(parseManifest(empty).models).toEqual([])
    expect(parseManifest(empty.padEnd(MAX_MANIFEST_BYTES)).models).toEqual([])
    for (const long of [empty.padEnd(MAX_MANIFEST_BYTES + 1), Buffer.alloc(MAX_MANIFEST_BYTES + 1, ' ')]) {
      expect(errorOf(long)).toMatchObject({ name: 'HubError', code: 'manifest-too-large' })
    }
  })

  test('a model may be as large as a model may be', () => {
    const text = read('sound.json').toString().replace('1234', String(MAX_MODEL_BYTES))
    expect(parseManifest(text).models[0].bytes).toBe(MAX_MODEL_BYTES)
  })
})

test.each(files)('%s', name => {
  const error = errorOf(read(name))
  expect(error).toBeInstanceOf(HubError)
  const { code, message } = error as HubError
  expect(code).toBe(name.split('.')[0])
  expect(message).toMatch(/^(manifest|models).*: expected .+, got [^\n]+$/)
  expect(message.length).toBeLessThan(300)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys must not reach one.
  expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/)
})

test('there is a file for every code that a manifest alone can give', () => {
  expect([...new Set(files.map(name => name.split('.')[0]))].sort()).toEqual([
    'bad-field',
    'bad-hash',
    'bad-json',
    'bad-name',
    'bad-path',
    'bad-size',
    'duplicate-name',
    'newer-version',
    'not-a-hub'
  ])
})

test.each([
  ['bad-path.encoded-dots', 'models[0].file: expected a relative path of plain names'],
  ['bad-size.huge', 'models[0].bytes: expected a whole number from 1 to 1073741824, got 1073741825'],
  ['duplicate-name.two', 'models[1].name: expected each name once, got "spam" again'],
  ['bad-field.models-nested', 'models[0]: expected an object, got an array of 1'],
  ['bad-name.proto', 'single - _ . between them, got "__proto__"'],
  ['bad-json.twice', 'manifest: expected each key once, got "bytes" twice'],
  ['newer-version.two', 'manifest.version: expected 1, got 2: written by a newer release']
])('%s says: %s', (name, message) => {
  expect((errorOf(read(`${name}.json`)) as HubError).message).toContain(message)
})

test('what is neither text nor bytes is a TypeError', () => {
  expect(errorOf(undefined as unknown as string)).toBeInstanceOf(TypeError)
  expect(errorOf({ length: 1 } as unknown as string)).toBeInstanceOf(TypeError)
})

/** Whatever parses leads nowhere but into the hub. */
function expectHarmless(text: string | Uint8Array): void {
  const error = errorOf(text)
  if (error !== undefined) {
    expect(error).toBeInstanceOf(HubError)
    return
  }
  const base = 'https://hub.example/a/b/'
  for (const { name, file, card, bytes, sha256 } of parseManifest(text).models) {
    for (const path of [file, card, `${name}/`]) expect(new URL(path, base).href).toBe(base + path)
    expect(encodeURIComponent(name)).toBe(name)
    expect(Number.isSafeInteger(bytes) && bytes > 0 && bytes <= MAX_MODEL_BYTES).toBe(true)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  }
}

describe('whatever comes', () => {
  const sound = JSON.parse(read('sound.json').toString())
  const keys = Object.keys(sound.models[0])
  /** Texts of the characters that paths are broken with. */
  const sly = fc.string({
    unit: fc.constantFrom(...'a./\\%2eE:?#@\u0000\n\u202e~Cc_-', '..', '%2e', '//', '.safetensors', '.md'),
    maxLength: 12
  })

  test('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectHarmless))
  })

  test('JSON', () => {
    fc.assert(fc.property(fc.json(), expectHarmless))
  })

  test('a sound manifest with one field that is something else', () => {
    const value = fc.oneof(
      sly,
      sly.map(text => `${text}.safetensors`),
      sly.map(text => `a${text}.md`),
      fc.jsonValue()
    )
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, other) => {
        const [model] = sound.models
        expectHarmless(JSON.stringify({ ...sound, models: [{ ...model, [key]: other }] }))
      }),
      { numRuns: 2000 }
    )
  })

  test('a sound manifest with one character that is another', () => {
    const text = JSON.stringify(sound)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ unit: 'binary', maxLength: 2 }), (at, other) => {
        expectHarmless(text.slice(0, at) + other + text.slice(at + 1))
      }),
      { numRuns: 400 }
    )
  })

  test('a name is one part of a path, and the same whatever the case of the file system', () => {
    fc.assert(
      fc.property(fc.oneof(sly, fc.string()), name => {
        if (!isModelName(name)) return
        expect(name).toMatch(/^[a-z0-9]/)
        expect(name.toLowerCase()).toBe(name)
        expect(new URL(`x:/a/${name}/b`).pathname.split('/')).toEqual(['', 'a', name, 'b'])
      }),
      { numRuns: 2000 }
    )
    expect(['spam', 'a', '0', 'en-64.d_2', 'x'.repeat(64), 'constructor', 'nullable'].filter(isModelName)).toHaveLength(
      7
    )
    expect(['', '-', 'a-', 'a--b', 'a..b', 'nul', 'con.a', 'lpt9', 'x'.repeat(65)].filter(isModelName)).toEqual([])
  })
})
