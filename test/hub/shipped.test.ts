import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  loadClassifier,
  loadFilter,
  loadManifest,
  loadModelBytes,
  loadVectors,
  parseManifest
} from '../../src/index.ts'
import { MODELS, manifestText } from '../../tools/models/manifest.ts'

const FILTERS = ['spam', 'toxicity', 'language'] as const
const hub = new URL('../../models/', import.meta.url)
const fileOf = (name: string) => readFileSync(`${MODELS}/${name}/model.safetensors`)

describe('models/, a hub', () => {
  test('has a manifest that is true: every length, every SHA-256, every licence', () => {
    // Written again from the files and their cards by `npm run models`.
    expect(readFileSync(`${MODELS}/manifest.json`, 'utf8')).toBe(manifestText(MODELS))
  })

  test('lists what the loaders know, and holds nothing else', async () => {
    const { models } = await loadManifest(hub)
    expect(models.map(({ name }) => name)).toEqual([...FILTERS, 'en'].sort())
    expect(readdirSync(MODELS).sort()).toEqual([...models.map(({ name }) => name), 'manifest.json'].sort())
    for (const { name, file, card } of models)
      expect([file, card]).toEqual([`${name}/model.safetensors`, `${name}/README.md`])
  })

  test('is checked by its own rules when it is read', async () => {
    for (const { name, bytes } of parseManifest(readFileSync(`${MODELS}/manifest.json`)).models) {
      expect(await loadModelBytes(name, { hub })).toHaveLength(bytes)
    }
  })
})

describe.each(FILTERS)('the filter %s', name => {
  test('is found with no source, in its hub and as bytes, and answers the same', async () => {
    const text = 'Hello, you have won a prize'
    const [shipped, found, given] = await Promise.all([
      loadFilter(name),
      loadFilter(name, { hub }),
      loadFilter(name, { bytes: fileOf(name) })
    ])
    const expected = loadClassifier(fileOf(name)).classify(text)
    for (const filter of [shipped, found, given]) expect(filter.classify(text)).toEqual(expected)
  })

  test('takes no more than half a megabyte', () => {
    expect(fileOf(name).length).toBeLessThanOrEqual(500_000)
  })

  test('stops when it is told to', async () => {
    await expect(loadFilter(name, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })
})

test('the vectors en are found with no source, in their hub and as bytes', async () => {
  const all = await Promise.all([
    loadVectors('en'),
    loadVectors('en', { hub }),
    loadVectors('en', { bytes: fileOf('en') })
  ])
  for (const vectors of all) {
    expect(vectors).toMatchObject({ name: 'en', fingerprint: all[0].fingerprint })
    expect(vectors.embed('a late goal')).toEqual(all[0].embed('a late goal'))
  }
  expect(fileOf('en').length).toBeLessThanOrEqual(1_500_000)
})
