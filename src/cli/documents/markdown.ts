import { Marked, type Tokens } from 'marked'
import { CliError } from '../errors.ts'
import { parseCard } from '../front-matter.ts'
import { sectionsOf } from './html.ts'
import { type Section, Sections } from './sections.ts'

/**
 * Tags that swallow what follows them, to the end of the page where they are not closed: within a sentence they are meant as
 * words. GitHub takes most of them so (https://github.github.com/gfm/, 6.11).
 */
const SWALLOWING =
  /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|template|nav|select)\b)/gi

const marked = new Marked({
  renderer: {
    html: ({ text, block }: Tokens.HTML | Tokens.Tag) => (block ? text : text.replace(SWALLOWING, '&lt;'))
  }
})

/**
 * The sections of a Markdown page: what stands under each heading, as GitHub would show it, titles from the `title` of its
 * front matter down. Throws CliError where lists or quotes are in one another a thousand deep.
 */
export function readMarkdown(markdown: string, path: string, name: string): Section[] {
  const { fields, body } = parseCard(markdown)
  const sections = new Sections(path, name)
  sections.title = fields.get('title') ?? ''
  return sectionsOf(toHtml(body, path), sections)
}

function toHtml(markdown: string, path: string): string {
  try {
    return marked.parse(markdown, { async: false })
  } catch (error) {
    // The stack is out, and nothing else can be.
    if (error instanceof RangeError) throw new CliError(`${path}: lists or quotes too deep in one another to read`)
    throw error
  }
}
