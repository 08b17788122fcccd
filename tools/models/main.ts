/** Trains the shipped models, all or those named, and lists them in the manifest: `npm run models -- [name…]`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BenchError } from '../../bench/suite.ts'
import type { Classifier } from '../../src/index.ts'
import { trainLanguage } from './language.ts'
import { MODELS, writeManifest } from './manifest.ts'
import { trainSpam } from './spam.ts'
import { trainToxicity } from './toxicity.ts'

/** How each is trained. */
const RECIPES: Readonly<Record<string, (onProgress: (done: number, step: string) => void) => Classifier>> = {
  spam: trainSpam,
  toxicity: trainToxicity,
  language: trainLanguage
}

function make(name: string): void {
  if (!Object.hasOwn(RECIPES, name)) {
    throw new BenchError(`model ${name}: expected one of ${Object.keys(RECIPES).join(', ')}`)
  }
  let last = ''
  const classifier = RECIPES[name]((done, step) => {
    if (step !== last) process.stderr.write(`${name}: ${step}, ${Math.round(100 * done)} %\n`)
    last = step
  })
  const bytes = classifier.save()
  mkdirSync(join(MODELS, name), { recursive: true })
  writeFileSync(join(MODELS, name, 'model.safetensors'), bytes)
  const { examples, features, leaveOneOut } = classifier.info
  process.stdout.write(`${name}: ${bytes.length} bytes, ${features} features of ${examples} examples\n`)
  process.stdout.write(
    `  on texts left out: accuracy ${leaveOneOut.accuracy.toFixed(3)}, ece ${leaveOneOut.ece.toFixed(3)}\n`
  )
}

try {
  const names = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(RECIPES)) make(name)
  writeManifest()
} catch (error) {
  process.stderr.write(
    `${error instanceof BenchError ? `error: ${error.message}` : error instanceof Error ? error.stack : error}\n`
  )
  process.exitCode = 1
}
