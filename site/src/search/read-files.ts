import { decodeText } from '../shared/decode-text.ts'
import type { GivenFile } from '../shared/drop.ts'
import { size } from '../shared/units.ts'
import { type Page, pagesOf, type Section, titleOf } from './page.ts'
import { readHtml } from './read-html.ts'

/** A file that could not be used, and why. */
export interface Unread {
  readonly name: string
  readonly why: string
}
/** What came out of files. */
export interface ReadFiles {
  readonly pages: readonly Page[]
  readonly unread: readonly Unread[]
}

const MOST_BYTES = 30e6

/** Reads every file that can be read, one after another, and says of the others why not. */
export async function readFiles(
  files: readonly GivenFile[],
  told: (at: number, name: string) => void
): Promise<ReadFiles> {
  const pages: Page[] = []
  const unread: Unread[] = []
  const taken = new Map<string, number>()
  for (const [at, { name, file }] of files.entries()) {
    told(at, name)
    try {
      if (file.size > MOST_BYTES)
        throw new Error(`${size(file.size)} is more than the ${size(MOST_BYTES)} this page takes`)
      const sections = await read(name, file)
      if (sections.length === 0) throw new Error('no text in it')
      // Two files of one name are two.
      const before = taken.get(name) ?? 0
      taken.set(name, before + 1)
      pages.push(...pagesOf(before === 0 ? name : `${name} (${before + 1})`, sections))
    } catch (error) {
      unread.push({
        name,
        why: error instanceof Error && error.message !== '' ? error.message : 'it could not be read'
      })
    }
  }
  return { pages, unread }
}

async function read(path: string, file: File): Promise<Section[]> {
  const name = titleOf(path)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (/\.pdf$/i.test(path) || startsWith(bytes, '%PDF-')) return (await import('./read-pdf.ts')).readPdf(bytes, name)
  const decoded = decodeText(bytes)
  if (typeof decoded === 'string') throw new Error('neither Markdown, HTML, text nor PDF')
  const { text } = decoded
  if (/\.(?:md|markdown|mdx)$/i.test(path)) return (await import('./read-markdown.ts')).readMarkdown(text, name)
  if (/\.x?html?$/i.test(path)) return readHtml(text, name)
  return text.trim() === '' ? [] : [{ title: name, text: text.trim() }]
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((sign, at) => bytes[at] === sign.charCodeAt(0))
}
