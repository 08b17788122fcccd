import { existsSync, statSync } from 'node:fs'
import { labelsByCode, TWO_LETTERS } from './codes.ts'

/** What a detector that needs no training says of a text: a label, or undefined. */
export type Detect = (text: string) => string | undefined

/** A detector of languages. */
export interface Detector {
  readonly name: string
  /** The package of bench/rivals it stands on. */
  readonly package: string
  /** The file with its model, as it is published. */
  readonly file: string
  readonly load: () => Promise<Detect>
}

const packages = new URL('../rivals/node_modules/', import.meta.url)

// The path is computed, so that the compiler asks for no types of packages that are not installed here.
const imported = async (path: string) => import(new URL(path, packages).href)

interface Franc {
  readonly franc: (text: string, options: object) => string
}

interface TinyLd {
  readonly detect: (text: string, options: object) => string
}

interface Eld {
  readonly setLanguageSubset: (codes: readonly string[]) => object
  readonly detect: (text: string) => { readonly language: string }
}

/** Arabic and Estonian by the names of their largest members. */
const FRANC_CODES = { ...Object.fromEntries(Object.keys(TWO_LETTERS).map(l => [l, l])), ara: 'arb', est: 'ekk' }

/** Its word for Malay is the nearest it has to Indonesian, and counts as that. */
const ELD_CODES = { ...TWO_LETTERS, ind: 'ms' }

const eld = (size: string): Detector => {
  return {
    name: `eld-${size}`,
    package: 'eld',
    file: `eld/src/ngrams/${size}.js`,
    load: async () => {
      const detector: Eld = (await imported(`eld/src/entries/static.${size}.js`)).eld
      const labels = labelsByCode(ELD_CODES)
      detector.setLanguageSubset([...labels.keys()])
      return text => labels.get(detector.detect(text).language)
    }
  }
}

const tinyld = (name: string, size: string): Detector => {
  const file = `tinyld/dist/tinyld.${size}.node.mjs`
  return {
    name,
    package: 'tinyld',
    file,
    load: async () => {
      const { detect }: TinyLd = await imported(file)
      const labels = labelsByCode(TWO_LETTERS)
      const only = [...labels.keys()]
      return text => labels.get(detect(text, { only }))
    }
  }
}

/**
 * Detectors as they are published, told that nothing but the 35 languages can come; shorter texts than franc's default length are
 * not refused.
 */
export const DETECTORS: readonly Detector[] = [
  {
    name: 'franc',
    package: 'franc',
    file: 'franc/data.js',
    load: async () => {
      const { franc }: Franc = await imported('franc/index.js')
      const labels = labelsByCode(FRANC_CODES)
      const only = [...labels.keys()]
      return text => labels.get(franc(text, { only, minLength: 1 }))
    }
  },
  eld('large'),
  eld('extrasmall'),
  tinyld('tinyld', 'normal'),
  tinyld('tinyld-heavy', 'heavy')
]

/** Whether the package of a detector is there. */
export function isInstalled(detector: Detector): boolean {
  return existsSync(new URL(`${detector.package}/package.json`, packages))
}

/** Bytes of the file with its model. */
export function bytesOf(detector: Detector): number {
  return statSync(new URL(detector.file, packages)).size
}
