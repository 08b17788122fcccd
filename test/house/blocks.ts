import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './package.ts'

/** The fenced blocks of a document in one language, in order. */
export function blocksOf(file: string, language: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(found => found[1] === language)
    .map(found => found[2])
}

/** All TypeScript blocks of a document, one after another: a document is one program. */
export function programOf(file: string): string {
  const blocks = blocksOf(file, 'ts')
  if (blocks.length === 0) throw new Error(`${file}: expected TypeScript blocks, got none`)
  return blocks.join('\n')
}
