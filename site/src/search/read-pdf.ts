import { extractText, getDocumentProxy } from 'unpdf'
import type { Section } from './page.ts'

/** The pages of a PDF file, by the text in them; a scan has none. */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Section[]> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 })
  try {
    const { text } = await extractText(pdf, { mergePages: false })
    return text
      .map((page, at) => ({ title: text.length === 1 ? name : `${name} › page ${at + 1}`, text: page.trim() }))
      .filter(page => page.text !== '')
  } finally {
    await pdf.loadingTask.destroy()
  }
}
