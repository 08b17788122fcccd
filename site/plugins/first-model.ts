import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { DRAFT, TOPICS } from '../src/topics/sentences.ts'

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))
const FILE = fileURLToPath(new URL('../../node_modules/.cache/waymark-site/topics.safetensors', import.meta.url))

/** What the page on topics answers with before a visitor touches it: `virtual:first-model`, its own sentences, trained when the site is built. */
export function firstModel(): Plugin {
  return {
    name: 'waymark-first-model',
    resolveId: source => (source === 'virtual:first-model' ? '\0first-model' : undefined),
    load: id => (id === '\0first-model' ? trained() : undefined)
  }
}

/** Writes the model where Vite finds it as an asset, whole or not at all: another build may be reading it. */
async function trained(): Promise<string> {
  const { trainClassifier } = await import(pathToFileURL(`${DIST}classify.js`).href)
  const examples = TOPICS.flatMap(topic => topic.sentences.map(text => ({ text, label: topic.title })))
  const tagger = trainClassifier(examples)
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(`${FILE}.${process.pid}`, tagger.save({ learn: false }))
  renameSync(`${FILE}.${process.pid}`, FILE)
  const facts = { features: tagger.info.features, leftOut: tagger.info.leaveOneOut.accuracy }
  return `export { default } from ${JSON.stringify(`${FILE}?url`)}
export const facts = ${JSON.stringify(facts)}
export const reasons = ${JSON.stringify(tagger.explain(DRAFT, { limit: 12 }))}`
}
