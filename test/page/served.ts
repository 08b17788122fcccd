import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Served, serveFolder } from '../browser/site.ts'
import { bundle } from '../house/package.ts'

/** Serves files, TypeScript among them bundled with the built package. Everything goes when it is closed. */
export async function servePages(
  files: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {}
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-pages-'))
  for (const [name, content] of Object.entries(files)) {
    const script = name.endsWith('.ts')
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), script ? (await bundle(content)).code : content)
  }
  const served = await serveFolder(folder, headers)
  return {
    address: served.address,
    close: async () => {
      await served.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
