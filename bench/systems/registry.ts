import { existsSync } from 'node:fs'
import { BenchError } from '../suite.ts'
import type { System } from './system.ts'

/** A system by name, loaded only where it runs. */
export interface Entry {
  readonly name: string
  /** Packages of `bench/rivals` it stands on. */
  readonly packages: readonly string[]
  /** Whether it knows what to do with what a work gives beside examples; a work that does leaves the others out. */
  readonly usesAids?: true
  readonly load: () => Promise<System>
}

const rivals = new URL('../rivals/', import.meta.url)

// The path is computed, so that the compiler asks no types of plain JavaScript.
const plain = async (file: string): Promise<System> => (await import(new URL(file, rivals).href)).default

/** Every system of the suite `quality`, ours first. */
export const ENTRIES: readonly Entry[] = [
  { name: 'waymark', packages: [], usesAids: true, load: async () => (await import('./waymark.ts')).waymark },
  { name: 'tfidf-ridge', packages: [], load: async () => (await import('../rivals/tfidf-ridge.ts')).tfidfRidge },
  { name: 'natural-bayes', packages: ['natural'], load: () => plain('natural-bayes.mjs') },
  { name: 'natural-logistic', packages: ['natural'], load: () => plain('natural-logistic.mjs') },
  {
    name: 'wink-naive-bayes',
    packages: ['wink-naive-bayes-text-classifier', 'wink-nlp', 'wink-eng-lite-web-model'],
    load: () => plain('wink-naive-bayes.mjs')
  }
]

/** The entry of that name. Throws BenchError naming those that exist. */
export function entryOf(name: string): Entry {
  const entry = ENTRIES.find(e => e.name === name)
  if (!entry) throw new BenchError(`system ${name}: expected one of ${ENTRIES.map(e => e.name).join(', ')}`)
  return entry
}

/** Whether a system knows what to do with aids: ours alone. */
export function usesAids(name: string): boolean {
  return entryOf(name).usesAids === true
}

/** Whether the packages of an entry are installed in `bench/rivals`; a copy elsewhere does not count. */
export function installed(entry: Entry): boolean {
  return entry.packages.every(name => existsSync(new URL(`node_modules/${name}/package.json`, rivals)))
}
