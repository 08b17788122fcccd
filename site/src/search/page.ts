/** What is searched here: a page of a document, or what stands under one of its headings. */
export interface Page {
  readonly id: string
  readonly title: string
  readonly text: string
  /** The file it is from. */
  readonly file: string
}

/** A section before it has an id. */
export interface Section {
  readonly title: string
  readonly text: string
}

/** Gives sections of a file ids that no two have. */
export function pagesOf(file: string, sections: readonly Section[]): Page[] {
  return sections.map(({ title, text }, at) => ({ id: at === 0 ? file : `${file}#${at + 1}`, title, text, file }))
}

/** `guide/install.md` as a title: Install. */
export function titleOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z0-9]+$/i, '')
  const words = name.replace(/[-_]+/g, ' ').trim()
  return words === '' ? path : words[0].toUpperCase() + words.slice(1)
}
