import { CHROMIUM, hasChromium } from './chromium.ts'

/** Says before the tests that those of pages are left out, where they are. */
export default function setup(): void {
  if (!hasChromium)
    console.log(`No browser at ${CHROMIUM}: the tests of pages are left out (CHROMIUM_PATH names another).`)
}
