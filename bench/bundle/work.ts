import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { bundle, root } from '../../test/house/package.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'

/** A program that imports the built package, and what may be left out of its bundle. */
export interface Program {
  readonly name: string
  readonly code: string
  readonly external?: readonly string[]
  readonly about: string
}

/** What programs import. */
export const PROGRAMS: readonly Program[] = [
  {
    name: 'train+load',
    code: "export { trainClassifier, loadClassifier } from 'waymark'",
    about: '`trainClassifier` and `loadClassifier` of `waymark`'
  },
  {
    name: 'answer',
    code: "export { loadPredictor } from 'waymark/predict'",
    about: '`loadPredictor` of `waymark/predict`, which answers and does nothing else'
  },
  { name: 'load', code: "export { loadClassifier } from 'waymark'", about: '`loadClassifier` alone' },
  { name: 'classify', code: "export * from 'waymark/classify'", about: 'all of `waymark/classify`' },
  { name: 'kit', code: "export * from 'waymark'", about: 'all of `waymark`, MiniSearch included' },
  {
    name: 'kit-minisearch',
    code: "export * from 'waymark'",
    external: ['minisearch'],
    about: 'all of `waymark`, MiniSearch aside'
  }
]

/** The name of the row with the bytes of a program before they are compressed. */
export const minified = (name: string) => `${name}_min`

/** The bytes of what a page loads. Nothing is timed here. */
export const BUNDLE: SpeedWork = {
  name: 'bundle',
  title: 'what a page loads of the built package, by esbuild: minified and gzipped, and minified alone; no models',
  run
}

async function run({ wants }: Field): Promise<Outcome> {
  if (!wants(OURS)) return { rows: [], skipped: [] }
  if (!existsSync(`${root}dist/index.js`)) throw new BenchError('dist is missing: run npm run build')
  const rows: Row[] = []
  for (const { name, code, external = [] } of PROGRAMS) {
    const built = await bundle(code, { minify: true, external: [...external] })
    const row = (measure: string, value: number) => rows.push({ work: BUNDLE.name, measure, system: OURS, value })
    row(name, gzipSync(built.code, { level: 9 }).length)
    row(minified(name), built.code.length)
  }
  return { rows, skipped: [] }
}
