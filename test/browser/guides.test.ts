import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf, programOf } from '../house/blocks.ts'
import { bundle, root, run } from '../house/package.ts'
import { closePages, describeInBrowser, visit } from './chromium.ts'
import { type Served, serveFolder } from './site.ts'

let folder = ''
let served: Served
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-guides-'))
  // Bundled by esbuild, a program looks for worker and models where the package has them beside its own file.
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', 'worker-thread.js'), (await bundle("import 'waymark/worker-thread'")).code)
  symlinkSync(join(root, 'models'), join(folder, 'models'))
  served = await serveFolder(folder)
})
afterAll(async () => {
  await closePages()
  await served?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Puts the page of a guide beside the package: its HTML, and its program that has these words. Gives its address. */
async function pageOf(file: string, words: string): Promise<string> {
  const [html] = blocksOf(file, 'html')
  const program = blocksOf(file, 'js').find(block => block.includes(words)) ?? ''
  writeFileSync(join(folder, 'dist', 'index.html'), html)
  writeFileSync(join(folder, 'dist', 'main.js'), (await bundle(program)).code)
  return `${served.address}dist/`
}

describeInBrowser('the pages of the guides in Chromium', () => {
  test('a form warns, and remembers what its moderator said', async () => {
    const address = await pageOf('docs/filter.md', 'attachFilter(')
    const { page, context, errors } = await visit(address)
    const warned = page.locator('.waymark-filter', { hasText: 'This may read as rude.' })
    const wrong = page.locator('#wrong')
    await wrong.waitFor({ state: 'attached' })
    await page.locator('.waymark-filter').nth(1).waitFor({ state: 'attached' })
    await page.fill('#comment', 'you are an idiot and nobody likes you')
    await warned.waitFor()
    await page.fill('#comment', 'thanks, that fixed it for me')
    await wrong.waitFor({ state: 'hidden' })
    await page.fill('#comment', 'this stupid bug is back')
    await warned.waitFor()
    await wrong.click()
    await wrong.waitFor({ state: 'hidden' })
    expect(await warned.count()).toBe(0)
    await page.fill('#comment', 'WIN a FREE prize, claim now')
    await page.locator('.waymark-filter', { hasText: 'This looks like spam.' }).waitFor()

    await page.reload()
    await page.locator('.waymark-filter').nth(1).waitFor({ state: 'attached' })
    await page.fill('#comment', 'you are an idiot and nobody likes you')
    await warned.waitFor()
    await page.fill('#comment', 'this stupid bug is back')
    await wrong.waitFor({ state: 'hidden' })
    expect(await warned.count()).toBe(0)
    expect(errors.filter(error => !error.includes('404'))).toEqual([])
    await context.close()
  })

  test('a page answers with the file that the guide to taggers wrote', async () => {
    const { code } = await bundle(programOf('docs/tagger.md'), { external: ['node:*'], platform: 'node' })
    mkdirSync(join(folder, 'program'))
    writeFileSync(join(folder, 'program', 'main.mjs'), code)
    expect(await run(process.execPath, [join('..', 'program', 'main.mjs')], join(folder, 'dist'))).toMatchObject({
      err: ''
    })
    const { page, context, errors } = await visit(await pageOf('docs/tagger.md', 'loadPredictor('))
    await page.waitForFunction("document.querySelector('output').textContent !== ''")
    await page.fill('#headline', 'Brewer reports higher sales in Asia')
    expect(await page.textContent('output')).toMatch(/^business, \d+ %$/)
    await page.fill('#headline', 'zzz')
    expect(await page.textContent('output')).toBe('none of the topics')
    expect(errors.filter(error => !error.includes('404'))).toEqual([])
    await context.close()
  })

  test('a field finds, from an index that is built once', async () => {
    const documents = [
      { id: 'reset', title: 'Factory reset', text: 'Hold the button for twenty seconds.', url: '#reset' },
      { id: 'pair', title: 'Pair a lamp', text: 'Lamp and phone must be on one network.', url: '#pair' }
    ]
    writeFileSync(join(folder, 'dist', 'pages.json'), JSON.stringify(documents))
    const { page, context, errors, requests } = await visit(await pageOf('docs/search.md', 'defineSearchElement('))
    const ask = async () => {
      await page.locator('waymark-search').getByRole('combobox').fill('twenty seconds')
      const found = page.locator('waymark-search').getByRole('option').first()
      await found.waitFor()
      expect(await found.textContent()).toContain('Factory reset')
    }
    await ask()
    const asked = () => requests.filter(request => request.endsWith('pages.json')).length
    expect(asked()).toBe(1)
    await page.reload()
    await ask()
    expect(asked()).toBe(1)
    expect(errors.filter(error => !error.includes('404'))).toEqual([])
    await context.close()
  })
})
