import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Parser } from 'htmlparser2'
import type { Page as BrowserPage } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocs } from '../../tools/docs/build.ts'
import { entries, root } from '../house/package.ts'
import { axe, COLOURS, type Looked } from './axe.ts'
import { closePages, describeInBrowser, visit } from './chromium.ts'
import { type Served, serveFolder } from './site.ts'

let site = ''
let docs = ''
let served: Served
let problems: readonly string[] = []
let pages: ReadonlyMap<string, Page> = new Map()
beforeAll(async () => {
  site = mkdtempSync(join(tmpdir(), 'waymark-docs-'))
  docs = join(site, 'docs')
  problems = (await buildDocs(docs)).problems
  // In place of the playground.
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>Playground</title>')
  served = await serveFolder(site)
  pages = readPages()
}, 400_000)
afterAll(async () => {
  await closePages()
  await served?.close()
  rmSync(site, { recursive: true, force: true })
})

interface Page {
  readonly title: string
  readonly ids: ReadonlySet<string>
  /** What it links to and loads. */
  readonly links: readonly string[]
  /** Scripts and styles that are written into it. */
  readonly inline: readonly string[]
}

function readPage(path: string): Page {
  const ids = new Set<string>()
  const links: string[] = []
  const inline: string[] = []
  let title = ''
  let open = ''
  const parser = new Parser({
    onopentag(name, { id, href, src, style }) {
      open = name
      if (id !== undefined) ids.add(id)
      for (const link of [href, src]) if (link !== undefined) links.push(link)
      if (name === 'script' && src === undefined) inline.push(name)
      if (style !== undefined && name === 'body') inline.push(style)
    },
    ontext(text) {
      if (open === 'title' && title === '') title = text
    }
  })
  parser.end(readFileSync(path, 'utf8'))
  return { title, ids, links, inline }
}

/** All pages, by their files. */
function readPages(): Map<string, Page> {
  const files = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.html'))
  return new Map(files.map(file => [join(docs, file), readPage(join(docs, file))]))
}

/** What is wrong with a link of a page, undefined where it leads somewhere. */
function dead(from: string, link: string): string | undefined {
  if (/^(https?|mailto|data):/.test(link)) return undefined
  const [path, anchor = ''] = link.split('#')
  const named = path === '' ? from : join(dirname(from), decodeURIComponent(path))
  const to = existsSync(named) && statSync(named).isDirectory() ? join(named, 'index.html') : named
  const there = existsSync(to) && (anchor === '' || hasAnchor(to, decodeURIComponent(anchor)))
  return there ? undefined : `${relative(docs, from)}: ${link}`
}

/** Of a drawing, such as that of the icons, its parts. */
function hasAnchor(file: string, anchor: string): boolean {
  if (file.endsWith('.svg')) return readFileSync(file, 'utf8').includes(`id="${anchor}"`)
  return pages.get(file)?.ids.has(anchor) ?? false
}

const named = (title: string) => [...pages].find(([, page]) => page.title === `${title} | Waymark`)

/** The first heading of a document. */
const headingOf = (file: string) => /^# (.+)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? ''

describe('the site of the documents', () => {
  test('is built without a warning: links, and comments on what is exported', () => {
    expect(problems).toEqual([])
  })

  test('has a page for every document, every card and every entry', () => {
    const documents = readdirSync(`${root}docs`).filter(name => name.endsWith('.md'))
    const models = readdirSync(`${root}models`).filter(name => !name.includes('.'))
    const titles = [...documents.map(name => headingOf(`docs/${name}`)), ...models.map(name => `Model card: ${name}`)]
    // The thread is a program, which exports nothing.
    const modules = entries.filter(name => name !== 'waymark/worker-thread')
    const missing = [...titles, ...modules, 'waymark/kernels/relaxed'].filter(title => named(title) === undefined)
    expect(missing).toEqual([])
    expect(titles.length).toBeGreaterThan(14)
  })

  test('has no link that leads nowhere', () => {
    const found = [...pages].flatMap(([file, { links }]) => links.map(link => dead(file, link)))
    expect(found.length).toBeGreaterThan(10_000)
    expect([...new Set(found.filter(one => one !== undefined))]).toEqual([])
  })

  test('leads back to the playground from every page', () => {
    const without = [...pages].filter(
      ([file, { links }]) => !links.some(link => join(dirname(file), link) === join(site, '/'))
    )
    expect(without.map(([file]) => file)).toEqual([])
  })

  test('has no script within a page', () => {
    expect([...pages].filter(([, { inline }]) => inline.length > 0).map(([file]) => file)).toEqual([])
  })
})

/** What is in the theme of TypeDoc and in nothing that is ours. */
const OF_THE_THEME: readonly string[] = [
  // A branch of its navigation is a summary with a link to the page of that branch inside; both work by keyboard.
  'nested-interactive'
]

const GRAVE = ['serious', 'critical']

/** What axe finds grave in a page. */
async function graveIn(page: BrowserPage, looked: Looked): Promise<string[]> {
  const grave = (await axe(page, looked)).filter(
    ({ id, impact }) => GRAVE.includes(impact) && !OF_THE_THEME.includes(id)
  )
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const SHOWN = ['', 'A comment form that warns', 'trainClassifier'] as const

describeInBrowser('the site of the documents in Chromium', () => {
  const addressOf = (title: string) =>
    `${served.address}docs/${title === '' ? '' : relative(docs, named(title)?.[0] ?? 'nowhere')}`

  test.each(SHOWN)('opens without errors, asks no other host, and keeps nobody out: %s', async title => {
    const { page, context, requests, errors } = await visit(addressOf(title))
    await page.waitForSelector('#tsd-nav-container a')
    expect(errors).toEqual([])
    expect(requests.filter(request => !/^data:/.test(request) && !request.startsWith(served.address))).toEqual([])
    expect(requests.length).toBeGreaterThan(5)
    // The tree of all pages is the same beside each of them, and takes most of the time: a branch of it will do.
    await page.evaluate("document.querySelectorAll('#tsd-nav-container > li:nth-child(n+3)').forEach(e => e.remove())")
    expect(await graveIn(page, {})).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    if (title === 'trainClassifier') expect(await graveIn(page, COLOURS)).toEqual([])
    await context.close()
  })

  test.each(['', 'Benchmarks'])('fits a phone: %s', async title => {
    const { page, context } = await visit(addressOf(title), { viewport: { width: 360, height: 720 } })
    await page.waitForSelector('#tsd-nav-container a', { state: 'attached' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await context.close()
  })

  test('finds trainClassifier', async () => {
    const { page, context } = await visit(addressOf('Guide'))
    await page.click('#tsd-search-trigger')
    await page.fill('#tsd-search-input', 'trainClassifier')
    const first = page.locator('#tsd-search-results a').first()
    expect(await first.textContent()).toContain('trainClassifier')
    await first.click()
    await page.waitForURL(/trainClassifier/)
    expect(await page.title()).toContain('trainClassifier')
    await context.close()
  })

  test('has the colours that were chosen in the playground', async () => {
    const { page, context } = await visit(served.address)
    await page.evaluate(() => localStorage.setItem('waymark-theme', 'dark'))
    await page.goto(addressOf(''))
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await paper()).toBe('rgb(22, 24, 28)')
    await page.locator('.tsd-navigation.settings summary').click()
    await page.selectOption('#tsd-theme', 'light')
    expect(await paper()).toBe('rgb(251, 250, 247)')
    expect(await page.evaluate(() => localStorage.getItem('waymark-theme'))).toBe('light')
    await context.close()
  })
})
