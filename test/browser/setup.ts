import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM, hasChromium } from './chromium.ts'

/** Says before the tests that those of pages are left out, where they are. What all threads leave goes with one folder. */
export default function setup(): () => void {
  if (!hasChromium)
    console.log(`No browser at ${CHROMIUM}: the tests of pages are left out (CHROMIUM_PATH names another).`)
  const folder = mkdtempSync(join(tmpdir(), 'waymark-run-'))
  process.env.WAYMARK_RUN = folder
  // Browsers have their profiles where the system says.
  process.env.TMPDIR = folder
  // Browsers end with their thread, and may still be writing.
  return () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    } catch {}
  }
}
