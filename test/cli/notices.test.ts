import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CLI } from './run.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('the notices of what is built in', () => {
  const notices = read('THIRD_PARTY_NOTICES.md')
  const dist = dirname(CLI)
  const built = readdirSync(dist).filter(name => name.endsWith('.js'))
  // The bundler writes the path of every file above its code.
  const marks = built.flatMap(name => [
    ...readFileSync(join(dist, name), 'utf8').matchAll(/^\/\/ \S*node_modules\/(\S+)$/gm)
  ])
  const paths = [...new Set(marks.map(found => found[1]))]
  const packages = [...new Set(paths.map(path => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path))]

  test('the bundle says what is in it', () => {
    const known = ['commander', 'csv-parse', 'cli-progress', 'htmlparser2', 'marked', 'minisearch', 'picocolors']
    expect(packages).toEqual(expect.arrayContaining(known))
  })

  test.each(packages)('%s: the licence, word for word', name => {
    const file = readdirSync(new URL(`node_modules/${name}/`, root)).find(entry => /^licen[cs]e/i.test(entry))
    expect(notices).toContain(`\n## ${name} (`)
    expect(notices).toContain(read(`node_modules/${name}/${file}`).trim())
  })

  test('every author named in a file of natural that is built in', () => {
    const files = paths.filter(path => path.startsWith('natural/'))
    for (const path of files) {
      for (const [, line] of read(`node_modules/${path}`).matchAll(/^\s*(Copyright \(c\).*)$/gm)) {
        expect(notices).toContain(line.trim())
      }
    }
  })
})
