import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FRONT = `${ROOT}site-dist/docs/index.html`

const SOON = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Documents</title></head>
<body><p>The documents are being built; this page loads again by itself.</p></body></html>
`

/** Builds the documents into the site beside its pages, which do not wait for them. */
export async function buildDocuments(): Promise<void> {
  if (!existsSync(FRONT)) {
    mkdirSync(`${ROOT}site-dist/docs`, { recursive: true })
    writeFileSync(FRONT, SOON)
  }
  try {
    await promisify(execFile)('npx', ['--no-install', 'tsx', 'tools/docs/main.ts'], { cwd: ROOT })
  } catch (error) {
    console.error(`documents: not built, ${error instanceof Error ? error.message : error}`)
  }
}
