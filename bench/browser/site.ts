import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { packageAlias } from '../../site/plugins/package-alias.ts'
import { CHROMIUM, hasChromium } from '../../test/browser/chromium.ts'
import { root } from '../../test/house/package.ts'
import { BenchError } from '../suite.ts'

/** Throws BenchError where there is no browser, or nothing built to show in it. */
export function expectBrowser(): void {
  if (!hasChromium) throw new BenchError(`no browser at ${CHROMIUM}: install chromium, or set CHROMIUM_PATH`)
  if (!existsSync(`${root}dist/index.js`)) throw new BenchError('dist is missing: run npm run build')
}

/** Builds the page of this folder as somebody's page would be built, and removes it when `use` is done. */
export async function withPage<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'waymark-page-'))
  try {
    await build({
      configFile: false,
      root: join(root, 'bench/browser/page'),
      logLevel: 'error',
      resolve: { alias: packageAlias },
      build: { outDir, target: 'es2022' },
      worker: { format: 'es' }
    })
    return await use(outDir)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
