import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { trainClassifier } from '../../src/classify/index.ts'
import { browser, closePages, describeInBrowser, type Visit } from './chromium.ts'
import { foreign, look, playground, unsound } from './playground.ts'
import type { Served } from './site.ts'

const MOST_SCRIPT = 60_000

const GOOD = `text,label
"The soup is salty, and good",food
Bread rises in a warm kitchen,food
Fry the onions in butter,food
A train leaves for the coast,travel
The hotel is near the station,travel
"Pack light for a long
train journey",travel
`

const box = (page: Page) => page.getByRole('textbox', { name: 'Ask it' })
const sentence = (page: Page, topic: string, place: number) =>
  page.getByLabel(`${topic}, sentence ${place}`, { exact: true })
/** What the bars say, as a visitor reads them. */
const bars = (page: Page) =>
  page.getByRole('list', { name: 'How probable each topic is' }).getByRole('listitem').allTextContents()
const best = async (page: Page) => ((await page.locator('.bars .best .name').textContent()) ?? '').trim()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Waits until training here has been told of. */
const trained = (page: Page) => page.getByText('to train it').waitFor({ state: 'attached' })

async function drop(page: Page, name: string, source: string, ...others: readonly string[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ names, source }) => {
      const made = new DataTransfer()
      for (const name of names) made.items.add(new File([source], name, { type: 'text/csv' }))
      return made
    },
    { names: [name, ...others], source }
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

describeInBrowser('the page on topics', () => {
  let site: Served
  beforeAll(async () => {
    site = await playground()
    await browser()
  })
  afterAll(async () => {
    await closePages()
    await site.close()
  })
  // A page that is loaded again costs a fraction of one in a new profile, and keeps nothing of what was done in it.
  let desk: Visit | undefined
  const open = async (): Promise<Visit> => {
    desk ??= await look('about:blank')
    const visit = desk
    await visit.page.goto(`${site.address}topics/`)
    await visit.page.getByText('right on sentences left out').waitFor({ state: 'attached' })
    await visit.page.locator('.bars .best').waitFor()
    return visit
  }
  const quiet = (visit: Visit) => {
    expect(foreign(visit, site.address)).toEqual([])
    expect(visit.errors).toEqual([])
  }

  it('answers first with little code, and fetches what trains when it is touched', async () => {
    const visit = await open()
    const { page } = visit
    const scripts = async () => {
      const urls = [...new Set(visit.requests.filter(url => url.endsWith('.js')))]
      const texts = await Promise.all(urls.map(async url => Buffer.from(await (await fetch(url)).arrayBuffer())))
      return texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
    }
    const first = await scripts()
    expect(first).toBeLessThan(MOST_SCRIPT)
    console.info(`topics: first load ${first} bytes of script, gzip`)
    expect(await best(page)).toBe('Sports')
    const before = await bars(page)
    await box(page).focus()
    await trained(page)
    expect(await scripts()).toBeGreaterThan(first)
    // The model made with the site is the one trained here.
    expect(await bars(page)).toEqual(before)
    expect(await page.locator('#marks mark').allTextContents()).toContain('team')
    quiet(visit)
  })

  it('trains again when a sentence is changed, added or removed, by keyboard alone', async () => {
    const visit = await open()
    const { page } = visit
    await box(page).fill('The weaver dyes wool')
    await trained(page)
    await sentence(page, 'World', 1).focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('The weaver dyes wool in the yard')
    await expect.poll(() => best(page)).toBe('World')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('World, sentence 2')
    await page.keyboard.type('Wool is spun by hand')
    await page.locator('#count').getByText('21').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#count').getByText('20').waitFor()
    await page.getByLabel('Name of topic 1').fill('Crafts')
    await expect.poll(() => best(page)).toBe('Crafts')
    await page.getByRole('button', { name: 'Start over' }).press('Enter')
    await expect.poll(async () => (await bars(page))[0]).toMatch(/^World/)
    quiet(visit)
  })

  it('gives the answers that the kit gives, and draws sentences and confidence', async () => {
    const visit = await open()
    const { page } = visit
    await box(page).focus()
    await trained(page)
    const columns = await page.locator('.column').evaluateAll(found =>
      found.map(column => ({
        label: column.querySelector('input')?.value ?? '',
        texts: [...column.querySelectorAll('textarea')].map(field => field.value)
      }))
    )
    const tagger = trainClassifier(columns.flatMap(({ label, texts }) => texts.map(text => ({ text, label }))))
    const { scores } = tagger.classify(await box(page).inputValue())
    for (const row of await bars(page)) {
      const score = scores.find(({ label }) => row.includes(label))?.probability ?? Number.NaN
      expect(row).toContain(score < 0.005 ? '< 1 %' : `${Math.round(100 * score)} %`)
    }
    await page.getByRole('heading', { name: 'Where the sentences stand' }).scrollIntoViewIfNeeded()
    await page.getByRole('img', { name: /^Map of 20 sentences/ }).waitFor()
    await page.getByRole('img', { name: /of 20 sentences left out were answered right/ }).waitFor()
    await page.getByText(/taken for another topic: as a table/).click()
    expect(
      await page.getByRole('region', { name: 'Sentences and what they were taken for' }).getByRole('row').count()
    ).toBe(21)
    quiet(visit)
  })

  it('trains and measures on a CSV file, and names the line of what is wrong with one', async () => {
    const visit = await open()
    const { page } = visit
    const alert = page.getByRole('alert')
    for (const [source, said] of [
      ['text,label\nfine,a\n,b\n', 'bad.csv, line 3: the text is empty'],
      ['body,label\nfine,a\n', 'bad.csv, line 1: the header has no column “text”'],
      ['text,label\nfine,a\none,two,three\n', 'bad.csv, line 3: '],
      ['text,label\n"never closed,a\n', 'bad.csv, line '],
      ['text,label\nfine,a\ngood,a\n', 'every row has the label “a”'],
      ['text,label\n', 'bad.csv, line 1: there are no rows'],
      ['text;label\nfine;a\n', 'bad.csv, line 1: the columns are separated by semicolons'],
      ['\u0089PNG\r\n\0\0', 'bad.csv: this is no text']
    ]) {
      await drop(page, 'bad.csv', source)
      await expect.poll(() => alert.textContent()).toContain(said)
    }
    await drop(page, 'notes.safetensors', 'a few notes on the garden')
    await expect.poll(() => alert.textContent()).toBe('notes.safetensors: this is no model file')
    await drop(page, 'meals.csv', GOOD, 'more.csv')
    await page.getByText('Of 2 files the first was taken: meals.csv.').waitFor()
    await drop(page, 'meals.csv', GOOD)
    await page.getByText('6 rows, 2 labels (food, travel)').waitFor()
    await page.getByRole('button', { name: 'Measure the tagger on it' }).click()
    await page.getByText('No row has a label of the tagger').waitFor()
    await page.getByRole('button', { name: 'Train on it' }).click()
    await sentence(page, 'travel', 3).waitFor()
    await box(page).fill('Fry the bread in butter')
    await expect.poll(() => best(page)).toBe('food')
    await drop(page, 'meals.csv', GOOD)
    await page.getByRole('button', { name: 'Measure the tagger on it' }).click()
    await page.getByText('6 of 6 rows answered right').waitFor()
    await page.getByRole('img', { name: /6 of 6 rows of meals.csv/ }).waitFor()
    quiet(visit)
  })

  it('trains many rows beside the page', async () => {
    const visit = await open()
    const { page } = visit
    const rows = Array.from({ length: 150 }, (_, row) =>
      row % 2 ? `Ship ${row} sails the sea,sea` : `Horse ${row} runs the field,land`
    )
    await drop(page, 'many.csv', `text,label\n${rows.join('\n')}\n`)
    await page.getByRole('button', { name: 'Train on it' }).click()
    await page.locator('#count').getByText('150').waitFor()
    await box(page).fill('A ship on the sea')
    await expect.poll(() => best(page)).toBe('sea')
    await page.getByRole('button', { name: 'Show 20 more of 70' }).first().click()
    await sentence(page, 'sea', 5).waitFor()
    quiet(visit)
  })

  it('learns English words when it is told to, and opens a model that knows them', async () => {
    const visit = await open()
    const { page } = visit
    const left = async () => Number.parseInt((await page.locator('#left-out').textContent()) ?? '', 10)
    const before = await left()
    await page.getByLabel('Let it know English words').check()
    await page.getByText('It knows 26,000 English words').waitFor()
    expect(await left()).toBeGreaterThan(before)
    await box(page).fill('Lenders slump on weak earnings')
    await expect.poll(() => best(page)).toBe('Business')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the model' }).click()
    const buffer = readFileSync(await (await saving).path())
    await page.reload()
    const file = { name: 'knowing.safetensors', mimeType: 'application/octet-stream', buffer }
    await page.getByLabel('Open a model').setInputFiles(file)
    await page.getByText('knowing.safetensors is open').waitFor()
    await box(page).fill('Lenders slump on weak earnings')
    await expect.poll(() => best(page)).toBe('Business')
    quiet(visit)
  })

  it('goes on without English words where they cannot be had, and says so', async () => {
    const { page, context } = await look('about:blank')
    await context.route('**/model-*.safetensors', route => route.abort())
    await page.goto(`${site.address}topics/`)
    await page.getByLabel('Let it know English words').click()
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.getByLabel('Let it know English words').isChecked()).toBe(false)
    expect(await page.locator('#said').textContent()).toBe('')
    await button(page, 'Try again').click()
    await trained(page)
    expect(await page.getByRole('alert').count()).toBe(0)
    await context.close()
  })

  it('opens a model that it has saved: the same answers, and it goes on learning', async () => {
    const visit = await open()
    const { page } = visit
    await sentence(page, 'World', 1).fill('The weaver dyes wool in the yard')
    await box(page).fill('A weaver and a phone in the yard')
    await trained(page)
    await expect.poll(() => best(page)).toBe('World')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the model' }).click()
    const bytes = readFileSync(await (await saving).path())
    const before = await bars(page)
    await page.reload()
    const file = { name: 'topics.safetensors', mimeType: 'application/octet-stream' }
    await page.getByLabel('Open a model').setInputFiles({ ...file, buffer: bytes })
    await page.getByText('topics.safetensors is open').waitFor()
    await box(page).fill('A weaver and a phone in the yard')
    await expect.poll(() => bars(page)).toEqual([...before].sort())
    const technology = page.locator('.column', { has: page.locator('input[aria-label="Name of topic 3"]') })
    await technology.getByRole('button', { name: 'Add a sentence' }).click()
    await page.keyboard.type('A weaver and a phone in the yard')
    await expect.poll(() => best(page)).toBe('Technology')
    await page.getByLabel('Open a model').setInputFiles({ ...file, buffer: bytes.subarray(0, 500) })
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('topics.safetensors: header: expected')
    quiet(visit)
  })

  it('is sound to axe and to the eye, light, dark and on a phone', async () => {
    const visit = await open()
    const { page } = visit
    await box(page).focus()
    await trained(page)
    await page.getByRole('heading', { name: 'Where the sentences stand' }).scrollIntoViewIfNeeded()
    await page.getByRole('img', { name: /^Map of/ }).waitFor()
    await page.waitForFunction(() => document.querySelector('.stale') === null)
    expect(await unsound(page, 'topics')).toEqual([])
    quiet(visit)
  })
})
