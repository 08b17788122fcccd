import { createHash } from 'node:crypto'
import { trainClassifier } from '../../src/index.ts'

const TEXTS = [
  ['win a prize now', 'spam'],
  ['claim your free prize', 'spam'],
  ['cheap loans, click now', 'spam'],
  ['see you at six', 'ham'],
  ['the minutes of the meeting', 'ham'],
  ['thanks for the lovely dinner', 'ham']
] as const

/** A small classifier: what is asked of it below is easy. */
export const classifier = trainClassifier(TEXTS.map(([text, label]) => ({ text, label })))

/** Its file. */
export const bytes = classifier.save()

export const sha256Of = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex')

/** An entry of a manifest for a file. */
export function entry(name = 'spam', file: Uint8Array = bytes) {
  return {
    name,
    version: '1.0.0',
    kind: 'waymark-text-classifier',
    file: `${name}/model.safetensors`,
    bytes: file.length,
    sha256: sha256Of(file),
    card: `${name}/README.md`,
    license: 'MIT',
    description: 'Tells spam from other messages.'
  }
}

/** The text of a manifest. */
export function manifestOf(...models: readonly object[]): string {
  return JSON.stringify({ format: 'waymark-hub', version: 1, models })
}
