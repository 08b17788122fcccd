import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'

/** Where Debian puts it, unless `CHROMIUM_PATH` says otherwise. */
export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Quiet: what the browser itself would fetch does not mix with what the pages do. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export const hasChromium = existsSync(CHROMIUM)

/** Tests that need a browser: where there is none they are left out. */
export const describeInBrowser = hasChromium ? describe : describe.skip

let launched: Promise<Browser> | undefined

/** The browser of all tests of a thread. It ends with the thread, which closes the pipe that it listens to. */
export function browser(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return launched
}

/** Closes what a file of tests left open in it. */
export async function closePages(): Promise<void> {
  const running = await launched
  await Promise.all(running?.contexts().map(context => context.close()) ?? [])
}

/** Closes it. */
export async function closeBrowser(): Promise<void> {
  const running = await launched
  launched = undefined
  await running?.close()
}

/** A page of a fresh profile, with what it asked for and what went wrong in it. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Addresses asked for, service worker included. */
  readonly requests: readonly string[]
  /** Uncaught errors and errors on the console. */
  readonly errors: readonly string[]
}

/** Opens an address in a profile of its own. */
export async function visit(address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await (await browser()).newContext(options)
  const requests: string[] = []
  const errors: string[] = []
  context.on('request', request => requests.push(request.url()))
  context.on('weberror', error => errors.push(String(error.error())))
  context.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const page = await context.newPage()
  await page.goto(address)
  return { page, context, requests, errors }
}
