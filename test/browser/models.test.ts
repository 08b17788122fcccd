import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { createSearch } from '../../src/rerank/index.ts'
import { closePages, describeInBrowser, type Visit, visit } from './chromium.ts'
import { playground, unsound } from './playground.ts'
import type { Served } from './site.ts'

const mood = trainClassifier([
  { text: 'what a lovely day, thank you so much', label: 'glad' },
  { text: 'I am so happy with this, wonderful', label: 'glad' },
  { text: 'great work, I love it', label: 'glad' },
  { text: 'this is awful and sad', label: 'sorry' },
  { text: 'I hate waiting, terrible service', label: 'sorry' },
  { text: 'what a disappointing, miserable morning', label: 'sorry' }
])
const asFile = (name: string, bytes: Uint8Array) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })

describeInBrowser('the page of models', () => {
  let served: Served
  let page: Page
  const visits: Visit[] = []

  async function open(): Promise<Page> {
    const one = await visit(`${served.address}models/`, { serviceWorkers: 'block' })
    visits.push(one)
    await answers(one.page, 4)
    return one.page
  }

  const answers = (on: Page, count: number) =>
    on.waitForFunction(wanted => document.querySelectorAll('.answer-line').length === wanted, count)
  const stage = (name: string) => page.locator('.stage', { has: page.getByRole('heading', { name, exact: true }) })
  const names = () => page.locator('.stage h3').allTextContents()
  const verdict = (name: string) => stage(name).locator('.verdict').textContent()

  beforeAll(async () => {
    served = await playground()
    page = await open()
  })

  afterAll(async () => {
    await closePages()
    await served?.close()
    expect(visits.flatMap(one => one.errors)).toEqual([])
    const foreign = visits.flatMap(one => one.requests).filter(url => !/^(?:http:\/\/127\.0\.0\.1|blob:)/.test(url))
    expect(foreign).toEqual([])
  })

  it('answers stage by stage, and each stage decides what goes on', async () => {
    expect(await names()).toEqual(['Language', 'Topic', 'Spam', 'Toxicity'])
    expect(await verdict('Language')).toMatch(/^English.* %.*ms/)
    expect(await verdict('Topic')).toMatch(/^sports/)
    expect(await page.locator('#summary').textContent()).toMatch(/^English → sports → ham → ok · /)

    await page.getByRole('button', { name: 'German' }).click()
    await answers(page, 1)
    expect(await verdict('Language')).toMatch(/^German.*The text stops here\.$/)
    expect(await verdict('Spam')).toBe('Not asked: Language let the text go no further.')

    await stage('Language').getByLabel('Goes on').selectOption('always')
    await answers(page, 4)
    await page.getByRole('button', { name: 'Spam', exact: true }).click()
    await answers(page, 3)
    expect(await verdict('Spam')).toMatch(/^spam.*stops here/)
    await page.getByRole('switch', { name: 'Use Spam' }).click()
    await answers(page, 3)
    expect(await verdict('Spam')).toContain('Switched off')
    expect(await verdict('Toxicity')).toMatch(/ %/)
    await page.getByRole('switch', { name: 'Use Spam' }).click()

    await page.getByLabel('Text', { exact: true }).fill(' ')
    await answers(page, 0)
    expect(await verdict('Topic')).toBe('Type a text above.')
  })

  it('says what is known of a model', async () => {
    await stage('Topic').getByText('About this model').click()
    const facts = await stage('Topic').locator('.facts').textContent()
    expect(facts).toMatch(/Size\d+ kB.*Trained in.*Examples20.*Labelsbusiness, sci-tech, sports, world|Labels/)
    expect(facts).toContain('sports')
  })

  it('answers as Node does, with a model that was trained there', async () => {
    const bytes = mood.save()
    await page.getByLabel('Model files').setInputFiles(asFile('mood.safetensors', bytes))
    await page.getByText('Added mood.').waitFor()
    const text = 'thank you, what a happy morning'
    await page.getByLabel('Text', { exact: true }).fill(text)
    await answers(page, 5)
    expect(await verdict('mood')).toMatch(/^glad/)

    // The same through the built code itself, to all its digits.
    const exported = await exportOf('mood')
    expect(Buffer.from(exported).equals(Buffer.from(bytes))).toBe(true)
    const shown = await stage('mood').locator('.verdict').getAttribute('data-probability')
    expect(Math.abs(Number(shown) - mood.classify(text).probability)).toBeLessThan(1e-9)
  })

  it('exports what Node can read, and shares by download where there is nothing to share with', async () => {
    expect(loadClassifier(await exportOf('Topic')).labels).toContain('sports')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      stage('Topic').getByRole('button', { name: 'Share' }).click()
    ])
    expect(file.suggestedFilename()).toBe('Topic.safetensors')
  })

  it('keeps a model in the browser and removes it', async () => {
    await stage('mood').getByRole('button', { name: 'Keep' }).click()
    await page.getByText(/^mood is kept in this browser/).waitFor()
    await page.reload()
    await page.getByLabel('Model files').setInputFiles(asFile('mood.safetensors', mood.save({ learn: false })))
    await page.getByText('Added mood.').waitFor()
    await stage('mood').locator('.answer-line').waitFor()
    await stage('mood').getByText('About this model').click()
    for (const _ of [1, 2]) {
      await stage('mood').getByRole('button', { name: 'Keep' }).click()
      await page.getByText(/^mood \(2\) is kept in this browser/).waitFor()
    }
    expect(await page.getByRole('button', { name: /^Add mood .*from this browser/ }).count()).toBe(2)
    await page.getByRole('button', { name: 'Remove mood (2) from this browser' }).click()
    await page.getByText('mood (2) is no longer kept').waitFor()
    await stage('mood').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Add mood from this browser' }).click()
    await stage('mood').locator('.answer-line').waitFor()
    await stage('mood').getByText('About this model').click()
    await stage('mood').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove mood from this browser' }).click()
    await page.getByText('mood is no longer kept').waitFor()
    expect(await names()).toEqual(['Language', 'Topic', 'Spam', 'Toxicity'])
    expect(await page.getByRole('heading', { name: 'Kept in this browser' }).isHidden()).toBe(true)
  })

  it('says in the words of the kit what is wrong with a file, and what else it is', async () => {
    const index = createSearch([{ id: 1, text: 'a page' }]).save()
    await page
      .getByLabel('Model files')
      .setInputFiles([
        asFile('cut.safetensors', mood.save().subarray(0, 500)),
        asFile('index.safetensors', index),
        asFile('<img src=x onerror=alert(1)>.safetensors', Buffer.from('not a model at all'))
      ])
    await page.getByText('No model was added.').waitFor()
    const refused = await page.getByRole('alert').locator('li').allTextContents()
    expect(refused).toHaveLength(3)
    expect(refused[0]).toMatch(/^cut\.safetensors was not added: .*expected/)
    expect(refused[1]).toContain('it is a search index')
    expect(refused[2]).toContain('<img src=x')
    expect(refused[2]).toContain('this is no model file')
    expect(await page.locator('main img').count()).toBe(0)
    expect(await names()).toHaveLength(4)
  })

  it('is reordered, switched and emptied with the keyboard', async () => {
    await stage('Topic').getByRole('button', { name: 'Move up Topic' }).focus()
    await page.keyboard.press('Enter')
    expect(await names()).toEqual(['Topic', 'Language', 'Spam', 'Toxicity'])
    await page.getByText('Topic is number 1 of 4.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('↓Move down Topic')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await verdict('Topic')).toContain('Switched off')
    for (const name of await names()) {
      await stage(name).getByText('About this model').press('Enter')
      await stage(name).getByRole('button', { name: 'Remove' }).press('Enter')
    }
    await page.getByText('No model in the chain.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pick')
  })

  it('reads well in light and dark and on a phone, for axe too', async () => {
    await page.reload()
    await answers(page, 4)
    await page.getByRole('button', { name: 'Spam', exact: true }).click()
    await answers(page, 3)
    await stage('Topic').getByText('About this model').click()
    expect(await unsound(page, 'models')).toEqual([])
  })

  async function exportOf(name: string): Promise<Uint8Array> {
    const about = stage(name).locator('details')
    if (!(await about.evaluate(details => (details as HTMLDetailsElement).open))) await about.locator('summary').click()
    const button = stage(name).getByRole('button', { name: 'Export' })
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    return new Uint8Array(readFileSync(await file.path()))
  }
})
