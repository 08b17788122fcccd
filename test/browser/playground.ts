import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { COLOURS, violations } from './axe.ts'
import { type Visit, visit } from './chromium.ts'
import { builtSite, type Served, serveFolder } from './site.ts'

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

/** Keeps a picture of the whole page in the folder that `WAYMARK_SCREENSHOTS` names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.WAYMARK_SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/**
 * What is wrong with a page in light, in dark and on a phone, a line each. In dark only the colours are other ones, and a phone
 * has those of the light page.
 */
export async function unsound(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const look of ['light', 'dark', 'phone'] as const) {
    await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' })
    if (look === 'phone') await page.setViewportSize(PHONE.viewport)
    else found.push(...(await violations(page, look === 'dark' ? COLOURS : {})).map(line => `${look}: ${line}`))
    const wide = await overhang(page)
    if (wide > 0) found.push(`${look}: ${wide} pixels too wide`)
    await picture(page, `${name}-${look}`)
  }
  return found
}

/** By how much the page is wider than the screen. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
