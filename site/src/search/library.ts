import { type Page, pagesOf, titleOf } from './page.ts'
import { readHtml } from './read-html.ts'

/** Documents that come with this page. */
export interface Library {
  readonly name: string
  readonly about: string
  /** Questions that it answers, to begin with. */
  readonly questions: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

const guides = import.meta.glob<string>(['../../../README.md', '../../../docs/*.md', '!../../../docs/benchmarks.md'], {
  query: '?url',
  import: 'default',
  eager: true
})
const birdbox = import.meta.glob<string>('../../../fixtures/documents/birdbox/**/*.{md,html,txt}', {
  query: '?url',
  import: 'default',
  eager: true
})

export const LIBRARIES: Readonly<Record<string, Library>> = {
  guides: {
    name: 'Guides',
    about: 'The guides of this kit',
    questions: [
      'misspelled words',
      'how can I publish what I trained',
      'answer questions with citations',
      'it was wrong, how do I correct it'
    ],
    files: guides
  },
  birdbox: {
    name: 'Birdbox',
    about: 'A short manual of a camera for a nest box',
    questions: [
      'cannot see anything at night',
      'battery runs out too soon',
      'who may see my pictures?',
      'when to clean it'
    ],
    files: birdbox
  }
}

/** Fetches and reads a library. Throws Error where a file of it cannot be had. */
export async function readLibrary({ files }: Library): Promise<Page[]> {
  const { readMarkdown } = await import('./read-markdown.ts')
  const read = Object.entries(files).map(async ([path, url]) => {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${path}: the server answers ${answer.status}`)
    const text = await answer.text()
    const file = path.replace(/^(?:\.\.\/)+(?:fixtures\/documents\/)?/, '')
    const name = titleOf(file)
    if (/\.md$/.test(path)) return pagesOf(file, readMarkdown(text, name))
    return pagesOf(file, /\.html$/.test(path) ? readHtml(text, name) : [{ title: name, text: text.trim() }])
  })
  return (await Promise.all(read)).flat()
}
