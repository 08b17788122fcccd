import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { root } from './package.ts'

/** Which rooms each room may import; 'entries' are the public index files only. */
const ROOMS: Readonly<Record<string, readonly string[] | 'entries'>> = {
  math: [],
  model: [],
  text: ['math', 'model'],
  elm: ['math', 'model'],
  classify: ['text', 'elm', 'math', 'model'],
  embed: ['text', 'elm', 'math', 'model'],
  rerank: ['embed', 'text', 'elm', 'math', 'model'],
  hub: 'entries',
  worker: 'entries',
  storage: 'entries',
  page: 'entries',
  adapters: 'entries',
  cli: 'entries',
  // src/index.ts, src/shipped.ts
  '': 'entries'
}

/** The file that says where models are: as deep as the built files, so beside the rooms. Its one reader, and the file itself. */
const SHIPPED = 'shipped.ts'

/** What may ask where it is: the command, the file above, and what starts a worker from the file beside it. */
const LOCATED = /^(cli\/.*|shipped\.ts|worker\/(start|node)\.ts)$/

/** Packages that a room may name, and the Node modules that only the command may. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  rerank: /^minisearch$/,
  text: /^natural\/lib\/natural\/(stemmers\/(porter_stemmer|lancaster_stemmer)\w*|util\/stopwords\w*)\.js$/,
  worker: /^(comlink|node:worker_threads)$/,
  storage: /^idb-keyval$/,
  adapters: /^@langchain\/core\/(documents|retrievers)$/,
  cli: /^(node:.*|commander|csv-parse|cli-progress|htmlparser2|marked|picocolors)$/
}

/** What the package exports: index files, and each stemmer and list of stop words. */
const ENTRY = /^(\w+\/)?index\.ts$|^text\/(stem|stopwords)\/\w+\.ts$/

const src = join(root, 'src')
const roomOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')

/** What is wrong with the imports of a file, given by its path below src and its text. */
function faults(file: string, text: string): string[] {
  const room = roomOf(file)
  const may = ROOMS[room]
  if (may === undefined) return [`${file}: in no known room`]
  const { importedFiles } = ts.preProcessFile(text, true, true)
  const where = /\bimport\.meta\b/.test(text) && !LOCATED.test(file) ? [`${file}: asks where it is`] : []
  const wrong = importedFiles.flatMap(({ fileName }) => {
    const bad = (why: string) => [`${file} imports ${fileName}: ${why}`]
    if (!fileName.startsWith('.')) return PACKAGES[room]?.test(fileName) ? [] : bad('not a package of this room')
    const target = relative(src, join(src, dirname(file), fileName))
    if (!existsSync(join(src, target))) return bad('no such file')
    const to = roomOf(target)
    if (target === SHIPPED) return room === 'hub' ? [] : bad('only the loaders read it')
    if (to === room) return []
    if (may === 'entries') return ENTRY.test(target) ? [] : bad('not a public entry')
    return may.includes(to) ? [] : bad(`${room} may import ${may.join(', ') || 'nothing'}`)
  })
  return [...where, ...wrong]
}

describe('who imports whom, types included', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts'))

  test('every import of every file', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap(file => faults(file, readFileSync(join(src, file), 'utf8')))).toEqual([])
  })

  test.each([
    ['elm/x.ts', "import type { Featurizer } from '../text/index.ts'"],
    ['math/x.ts', "export { tensor } from '../model/index.ts'"],
    ['classify/x.ts', "const cli = await import('../cli/main.ts')"],
    ['cli/x.ts', "import { sparseRow } from '../math/sparse.ts'"],
    ['cli/x.ts', "import { memoStemmer } from '../text/stem.ts'"],
    ['text/x.ts', "import natural from 'natural'"],
    ['text/x.ts', "import tfidf from 'natural/lib/natural/tfidf/tfidf.js'"],
    ['text/x.ts', "let p: import('../elm/index.ts').Kernel"],
    ['classify/x.ts', "import { readFileSync } from 'node:fs'"],
    ['math/x.ts', "import { dense } from './no-such-file.ts'"],
    ['hub/x.ts', "import { parseJson } from '../model/json-text.ts'"],
    ['hub/x.ts', "import { readFile } from 'node:fs/promises'"],
    ['hub/x.ts', 'export const here = import.meta.url'],
    ['classify/x.ts', "import { FILTER_URLS } from '../shipped.ts'"],
    ['adapters/x.ts', "import { embed } from 'ai'"],
    ['adapters/x.ts', "import { ChatOpenAI } from '@langchain/openai'"],
    ['adapters/x.ts', "import type { DocumentId } from '../rerank/types.ts'"],
    ['rerank/x.ts', "import { langchainRetriever } from '../adapters/langchain.ts'"],
    ['new-room/x.ts', '']
  ])('%s with «%s» is refused', (file, text) => {
    expect(faults(file, text)).toHaveLength(1)
  })

  test.each([
    ['classify/x.ts', "import type { Kernel } from '../elm/index.ts'"],
    ['hub/x.ts', "import { FILTER_URLS } from '../shipped.ts'\nimport { loadClassifier } from '../classify/index.ts'"],
    ['adapters/x.ts', "import { BaseRetriever } from '@langchain/core/retrievers'\nimport { show } from './check.ts'"],
    ['cli/x.ts', "import { trainClassifier } from '../index.ts'\nimport { readFileSync } from 'node:fs'"],
    ['cli/x.ts', "import { frenchStemmer } from '../text/stem/french.ts'"]
  ])('%s with «%s» is allowed', (file, text) => {
    expect(faults(file, text)).toEqual([])
  })
})
