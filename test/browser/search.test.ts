import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, describeInBrowser, type Visit, visit } from './chromium.ts'
import { playground, unsound } from './playground.ts'
import type { Served } from './site.ts'

/** A PDF of one page with one line of text. */
function tinyPdf(line: string): Buffer {
  const content = `BT /F1 12 Tf 40 700 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  ]
  let pdf = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = pdf.length
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = pdf.length
  const entries = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  pdf += `xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(pdf, 'latin1')
}

const TRAP = '<img src="https://evil.example/x.png" onerror="window.caught=1"><script>window.caught=1</script>'
const FILES = [
  {
    name: 'cellar.md',
    text: `# The cellar\n\nApples keep longest where it is dark & cool. ${TRAP}\n\n## Shelves\n\nOak, never pine.`
  },
  { name: 'attic.html', text: `<title>Attic</title><h1>The attic</h1><p>Quilts lie in a cedar chest.</p>${TRAP}` },
  { name: 'list.txt', text: `Candles and matches ${TRAP}` },
  { name: 'broken.pdf', text: '%PDF-1.7 and nothing else' },
  { name: 'picture.png', text: '\u0089PNG\r\n\0\0\0' },
  { name: 'nothing.md', text: '\n' }
]

async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Buffer }[]
): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  await page.evaluate(list => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of list)
      transfer.items.add(new File([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))], name))
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, given)
}

describeInBrowser('the page that searches', () => {
  let served: Served
  const visits: Visit[] = []

  /** A visit of the small manual, found and ranked. */
  async function open(hash = '#birdbox/battery'): Promise<Page> {
    const one = await visit(`${served.address}search/${hash}`, { serviceWorkers: 'block' })
    visits.push(one)
    await one.page.locator('#ranked li').first().waitFor()
    return one.page
  }

  const titles = (page: Page, id: string) => page.locator(`#${id} h3`).allTextContents()

  async function ask(page: Page, question: string): Promise<void> {
    await page.getByLabel('Search, or ask a question').fill(question)
    await page.locator('#count', { hasText: 'found' }).waitFor()
    await page.waitForTimeout(150)
  }

  beforeAll(async () => {
    served = await playground()
  })

  afterAll(async () => {
    await closePages()
    await served?.close()
    // Whatever was done, no other host was asked and nothing went wrong unseen.
    expect(visits.flatMap(one => one.errors)).toEqual([])
    const foreign = visits.flatMap(one => one.requests).filter(url => !/^(?:http:\/\/127\.0\.0\.1|blob:)/.test(url))
    expect(foreign).toEqual([])
  })

  it('ranks by words and by more, says what a score is made of and learns what helped', async () => {
    const page = await open()
    await ask(page, 'battery empty')
    expect(await titles(page, 'ranked')).toContain('Trouble › The battery is empty by noon › What to do')
    expect((await page.locator('#ranked mark').allTextContents()).join(' ')).toMatch(/battery|empty/i)
    expect(await page.locator('#plain li').count()).toBeGreaterThan(0)
    const score = page.getByRole('list', { name: /Score .* made of/ }).first()
    expect(await score.textContent()).toMatch(/words\s+1\.00/)

    await ask(page, 'leaves')
    const before = await titles(page, 'ranked')
    const last = page.getByRole('button', { name: /This helped/ }).last()
    const id = await last.getAttribute('data-id')
    await last.click()
    await page.getByText('Learnt.').waitFor()
    const button = page.locator(`.helped[data-id="${id}"]`)
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    expect(
      await page
        .locator('#ranked .parts')
        .allTextContents()
        .then(all => all.join())
    ).toMatch(/feedback/)
    expect((await titles(page, 'ranked'))[0]).toBe(before.at(-1))
    await button.click()
    await page.getByText('Forgotten again.').waitFor()
    expect(await titles(page, 'ranked')).toEqual(before)
  })

  it('finds beginnings of words, and says when it finds nothing', async () => {
    const { page } = visits[0]
    await ask(page, 'screwdr')
    expect(await page.locator('#ranked li').count()).toBeGreaterThan(0)
    await ask(page, 'zzqqx')
    expect(await page.locator('#ranked').textContent()).toContain('Nothing here is like these words')
    await page.getByLabel('Search, or ask a question').fill('')
    expect(await page.locator('#ranked').textContent()).toContain('Type a few words')
    // Half of an emoji.
    await page.getByLabel('Search, or ask a question').evaluate((field: HTMLInputElement) => {
      field.value = 'battery \ud83d'
      field.dispatchEvent(new Event('input'))
    })
    await page.locator('#ranked li').first().waitFor()
    expect(page.url()).toMatch(/#birdbox\/battery%20%EF%BF%BD$/)
  })

  it('reads dropped Markdown, HTML, text and PDF, names what it cannot use, and runs nothing of it', async () => {
    const page = await open()
    const files = FILES.map(({ name, text }) => ({
      name,
      bytes: Buffer.from(text, name === 'picture.png' ? 'latin1' : 'utf8')
    }))
    await dropFiles(page, [...files, { name: 'letter.pdf', bytes: tinyPdf('Grandmother hid the silver spoons') }])
    await page.getByText(/^5 sections/).waitFor()
    const unread = await page.getByRole('list', { name: 'Files that were not used' }).locator('li').allTextContents()
    expect(unread.map(line => line.split(' ')[0])).toEqual(['broken.pdf', 'picture.png', 'nothing.md'])
    expect(unread[1]).toContain('neither Markdown, HTML, text nor PDF')

    for (const [question, title] of [
      ['silver spoons', 'Letter'],
      ['quilts', 'The attic'],
      ['oak', 'The cellar › Shelves'],
      ['apples cool', 'The cellar']
    ]) {
      await ask(page, question)
      expect((await titles(page, 'ranked'))[0]).toBe(title)
    }
    await ask(page, 'candles')
    await page.getByText('Read on: List').first().click()
    expect(await page.locator('#ranked .text').first().textContent()).toContain('<script>window.caught=1</script>')
    expect(await page.evaluate(() => 'caught' in window)).toBe(false)
    expect(await page.locator('main img, main script').count()).toBe(0)

    await dropFiles(page, [{ name: 'x.png', bytes: Buffer.from([0, 1, 2, 255]) }])
    await page.getByText('None of these files could be used').waitFor()
    await ask(page, 'quilts')
    expect((await titles(page, 'ranked'))[0]).toBe('The attic')
  })

  it('saves the index as a file and opens it, keeps it in the browser and removes it', async () => {
    const page = await open()
    await page.getByText('Save or keep this index').click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Save the index', { exact: true }).click()
    ])
    expect(file.suggestedFilename()).toBe('Birdbox.safetensors')
    const bytes = readFileSync(await file.path())
    await page.getByRole('button', { name: 'Keep in this browser' }).click()
    await page.getByText(/^Kept .* in this browser/).waitFor()
    const found = await titles(page, 'ranked')

    await page.reload()
    await page.getByText(/indexed in/).waitFor()
    await page.getByLabel('Your files').setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer: bytes })
    await page.getByText(/opened in/).waitFor()
    await page.locator('#ranked li').first().waitFor()
    expect(await titles(page, 'ranked')).toEqual(found)

    await page.getByText('Save or keep this index').click()
    await page.getByRole('button', { name: 'Open what I kept' }).click()
    await page.getByText('Opened.', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove what I kept' }).click()
    await page.getByText('Removed.').waitFor()
    expect(await page.getByRole('button', { name: 'Open what I kept' }).isHidden()).toBe(true)

    await page
      .getByLabel('Your files')
      .setInputFiles({ name: 'cut.safetensors', mimeType: '', buffer: bytes.subarray(0, 999) })
    await page.getByRole('alert').waitFor()
    expect(await page.locator('#ranked li').count()).toBeGreaterThan(0)
    await page
      .getByLabel('Your files')
      .setInputFiles({ name: 'notes.safetensors', mimeType: '', buffer: Buffer.from('a few notes on the garden') })
    await page.getByRole('alert').getByText('this is no model file').waitFor()
  })

  it('shows passages where the browser has no model, and an answer with citations where it has one', async () => {
    const { page } = visits[0]
    await ask(page, 'why is the picture black')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('this browser has no language model').waitFor()
    expect(await page.locator('.source').count()).toBeGreaterThan(0)
    expect(await page.locator('#source-1').textContent()).toMatch(/lens|light/)

    await page.evaluate(() => {
      const said: unknown[] = []
      const pieces = ['Wipe the lens ', '[1', '], says <b>nobody</b> ', '[9].']
      const session = {
        promptStreaming: (prompt: string) => {
          said.push(prompt)
          return new ReadableStream({
            start(controller) {
              for (const piece of pieces) controller.enqueue(piece)
              controller.close()
            }
          })
        },
        destroy: () => said.push('destroyed')
      }
      const create = async (options: unknown) => {
        said.push(JSON.stringify(options))
        return session
      }
      Object.assign(globalThis, { said, LanguageModel: { availability: async () => 'available', create } })
    })
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Written by the browser’s own model').waitFor()
    expect(await page.locator('.answer').textContent()).toBe('Wipe the lens [1], says <b>nobody</b> [9].')
    expect(await page.locator('.uncited').textContent()).toBe('[9]')
    const [options, prompt, end] = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
    expect(options).toMatch(/system.*cite/)
    expect(prompt).toMatch(/^\[1\] [\s\S]*Question: why is the picture black$/)
    expect(end).toBe('destroyed')

    await page.evaluate(() => {
      const { LanguageModel } = globalThis as unknown as { LanguageModel: object }
      Object.assign(LanguageModel, { availability: async () => 'downloadable' })
    })
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByRole('button', { name: 'Let the browser fetch its model' }).click()
    await page.getByText('Written by the browser’s own model').waitFor()
    await page.getByRole('link', { name: '[1]' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('source-1')
  })

  it('says that documents cannot be had, and tries again', async () => {
    // Not among the visits: the browser itself tells the console of a request that fails.
    const { page, context } = await visit(`${served.address}icon.svg`, { serviceWorkers: 'block' })
    await page.route('**/*.md', route => route.abort())
    await page.goto(`${served.address}search/#birdbox/`)
    await page.getByRole('alert').waitFor()
    await page.unroute('**/*.md')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText(/indexed in/).waitFor()
    await context.close()
  })

  it('is used with the keyboard alone', async () => {
    const { page } = visits[0]
    await page.locator('h1').click()
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('query')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('squirrels or leaves')
    await page.locator('#ranked li').first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#ask-box').waitFor()
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.classList.contains('helped'))) break
    }
    await page.keyboard.press('Enter')
    await page.getByText('Learnt.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('true')
  })

  it('reads well in light and dark and on a phone, for axe too', async () => {
    // What is no library is the guides, whatever objects have of that name.
    const page = await open('#constructor/misspelled%20words')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.locator('.source').first().waitFor()
    expect(await unsound(page, 'search')).toEqual([])
  })
})
