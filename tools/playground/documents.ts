import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FRONT = `${ROOT}site-dist/docs/index.html`
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const SOON = page(
  '<meta http-equiv="refresh" content="2">',
  'The documents are being built; this page loads again by itself.'
)

/** Builds the documents into the site beside its pages, which do not wait for them. They end with this process. */
export async function buildDocuments(): Promise<void> {
  if (!existsSync(FRONT)) {
    mkdirSync(`${ROOT}site-dist/docs`, { recursive: true })
    writeFileSync(FRONT, SOON)
  }
  const ending = new AbortController()
  const end = () => ending.abort()
  const endBy = (signal: (typeof SIGNALS)[number]) => {
    end()
    process.exit(128 + constants.signals[signal])
  }
  process.once('exit', end)
  for (const signal of SIGNALS) process.once(signal, endBy)
  try {
    const args = ['--import', 'tsx', 'tools/docs/main.ts']
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, signal: ending.signal })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    console.error(`documents: not built, ${why}`)
    // What is wrong with single documents is said when all have been written.
    if (readFileSync(FRONT, 'utf8') === SOON) writeFileSync(FRONT, page('', `The documents could not be built: ${why}`))
  } finally {
    process.off('exit', end)
    for (const signal of SIGNALS) process.off(signal, endBy)
  }
}

function page(head: string, text: string): string {
  const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">${head}<title>Documents</title></head>
<body><p>${shown}</p></body></html>
`
}
