import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../house/package.ts'
import { type Visit, visit } from './chromium.ts'
import { builtSite, type Served, serveFolder } from './site.ts'

export { violations } from './axe.ts'

/** Nothing from elsewhere, nothing inline, no WebAssembly. */
export const STRICT = { 'content-security-policy': "default-src 'self'" }

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
export const DESK = { viewport: { width: 1280, height: 900 } }

/** The built site under the strict policy. */
export async function playground(): Promise<Served> {
  return serveFolder(await builtSite(), STRICT)
}

/** A page without its service worker, so that what is asked for is what the page needs. */
export function look(address: string, options: Parameters<typeof visit>[1] = DESK): Promise<Visit> {
  return visit(address, { serviceWorkers: 'block', ...options })
}

/** What a visit asked of other hosts. */
export function foreign({ requests }: Visit, address: string): string[] {
  return requests.filter(request => !request.startsWith(address) && !/^(blob|data):/.test(request))
}

/** Keeps a picture of the whole page. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.WAYMARK_SCREENSHOTS ?? join(root, 'coverage/screenshots')
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** By how much the page is wider than the screen. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
