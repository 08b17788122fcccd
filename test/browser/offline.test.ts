import { afterAll, expect, it } from 'vitest'
import { closePages, describeInBrowser, visit } from './chromium.ts'
import { foreign, look, playground, STRICT } from './playground.ts'
import { builtSite, serveFolder } from './site.ts'

/** The shortest WebAssembly that is any. */
const WASM = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])'

describeInBrowser('the built site', () => {
  afterAll(closePages)

  it('opens and answers without a network after the first load, pages that were not visited too', async () => {
    // As Vite's own server of built sites says it.
    const site = await serveFolder(await builtSite(), { ...STRICT, vary: 'Origin' })
    const { page, context } = await visit(`${site.address}icon.svg`)
    await page.evaluate(() => Promise.all(['waymark /other/ 1', 'waymark / 1'].map(name => caches.open(name))))
    await page.goto(`${site.address}filter/`)
    page.setDefaultTimeout(10_000)
    const filter = async () => {
      await page.getByText(/labelled texts that the filter has not learnt/).waitFor()
      await page.getByRole('textbox', { name: 'Your comment' }).fill('you are a stupid idiot and nobody wants you here')
      await page.getByText('This reads as rude.').waitFor()
    }
    const topics = async () => {
      await page.locator('.bars .best').waitFor()
      await page.getByRole('textbox', { name: 'Ask it' }).fill('Lenders slump on weak earnings')
      await page.getByText('to train it').waitFor({ state: 'attached' })
    }
    await filter()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    // An older build's cache is gone, and that of another copy of the site is not.
    const names = await page.evaluate(() => caches.keys())
    expect(names).toEqual(['waymark /other/ 1', expect.stringMatching(/^waymark \/ [0-9a-f]{16}$/)])
    await context.setOffline(true)
    await site.close()
    await page.reload()
    await filter()
    await page.goto(`${site.address}topics/`)
    await topics()
  })

  it('has pages that need no WebAssembly: a header forbids it', async () => {
    const site = await playground()
    const desk = await look('about:blank')
    for (const [path, ready] of [
      ['', 'h1'],
      ['topics/', '.bars .best'],
      ['filter/', '[role=meter][aria-valuenow]'],
      ['search/', '#ranked li'],
      ['models/', '.answer-line']
    ]) {
      await desk.page.goto(`${site.address}${path}`)
      await desk.page.locator(ready).first().waitFor()
      expect(desk.errors, path).toEqual([])
    }
    expect(foreign(desk, site.address)).toEqual([])
    await expect(desk.page.evaluate(`WebAssembly.compile(${WASM}).then(String)`)).rejects.toThrow(
      'Content Security Policy'
    )
    await site.close()
  })
})
