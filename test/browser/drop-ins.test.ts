import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { servePages } from '../page/served.ts'
import { COLOURS, violations } from './axe.ts'
import { closePages, describeInBrowser, type Visit, visit } from './chromium.ts'
import type { Served } from './site.ts'

const POLICY = { 'content-security-policy': "default-src 'self'" }

const HTML = `<!doctype html>
<html lang="en">
<head><title>Drop-ins</title><link rel="stylesheet" href="style.css"><script type="module" src="main.js"></script></head>
<body><main>
<h1>Drop-ins</h1>
<form id="form"><label for="comment">Comment</label> <textarea id="comment" aria-describedby="help"></textarea> <span id="help">Be kind.</span>
<label for="line">Name</label> <input id="line"> <button>Send</button></form>
<waymark-search id="search" label="Search the docs" placeholder="Ask" limit="3"></waymark-search>
</main></body></html>`

const STYLE = ':root { color-scheme: light dark } .waymark-filter { display: block }'

const PROGRAM = `
import { createSearch, trainClassifier } from 'waymark'
import { attachFilter } from 'waymark/attach-filter'
import { defineSearchElement } from 'waymark/search-element'

const filter = trainClassifier([
  { text: 'win a free prize now', label: 'spam' },
  { text: 'free pills, order now', label: 'spam' },
  { text: 'lunch at noon with the team', label: 'ham' },
  { text: 'the meeting notes are attached', label: 'ham' }
])
const documents = [
  { id: 1, title: 'Cooking pasta', text: 'Boil the water, add salt and then the pasta.', url: '/pasta?a=1#top' },
  { id: 2, title: '<img src=x onerror=alert(1)>', text: 'Water <script>alert(2)</script> & <b>markup</b> of water.', url: 'javascript:alert(3)' },
  { id: 3, title: 'Growing rice', text: 'Rice stands in water for most of its life.', url: 'https://example.com/rice' },
  { id: 4, title: 'Dry stone', text: 'Walls without mortar.', url: '/stone' }
]
/** Without documents that are only like those with the words: how many are found is then plain. */
const find = {
  words: createSearch(documents),
  search(query, options) { return this.words.search(query, options).filter(({ terms }) => terms.length > 0) }
}
/** Answers by hand, in any order. */
class ByHand {
  waiting = new Map()
  calls = []
  ask(text) {
    this.calls.push(text)
    return new Promise((resolve, reject) => this.waiting.set(text, { resolve, reject }))
  }
  classify(text) { return this.ask(text) }
  search(text) { return this.ask(text) }
}
Object.assign(globalThis, { attachFilter, defineSearchElement, filter, documents, ByHand, find, log: [] })
document.querySelector('#search').search = find
document.addEventListener('waymark-select', event => log.push(event.detail.id))
defineSearchElement()
globalThis.ready = true
`

let served: Served
let opened: Visit
let page: Page
let errorsBefore = 0

beforeAll(async () => {
  served = await servePages({ 'index.html': HTML, 'style.css': STYLE, 'favicon.ico': '', 'main.ts': PROGRAM }, POLICY)
})
afterAll(async () => {
  await closePages()
  await served?.close()
})

/** One page for all: each test begins with it as it was loaded. */
async function load(): Promise<void> {
  opened ??= await visit(served.address)
  page = opened.page
  page.setDefaultTimeout(10_000)
  await page.goto(served.address)
  await until('globalThis.ready')
  errorsBefore = opened.errors.length
}

/** What a program in the page gives. */
const run = (program: string) => page.evaluate(`(async () => { ${program} })()`)

/** Waits until an expression is true. */
async function until(expression: string): Promise<void> {
  // By hand: what Playwright has for it evaluates strings, which the policy forbids.
  await expect.poll(() => run(`return ${expression}`), { timeout: 10_000, interval: 10 }).toBe(true)
}

/** What went wrong in the page since it was loaded. */
const errors = () => opened.errors.slice(errorsBefore)

const region = () => page.locator('.waymark-filter')
const list = () => page.locator('#search [role=listbox]')
const status = () => page.locator('#search [role=status]')
const input = () => page.locator('#search input')

describeInBrowser('a filter on a text field', () => {
  beforeEach(load)

  const attach = (options = '{}', field = 'comment', filter = 'filter') =>
    run(`globalThis.verdicts = []
      const field = document.querySelector('#${field}')
      globalThis.attached = attachFilter(field, ${filter}, { delay: 20, onVerdict: verdict => verdicts.push(verdict), ...${options} })`)

  test('says what it thinks, and that it thinks so no more', async () => {
    await attach()
    await page.fill('#comment', 'win a free prize')
    await region().getByText('This looks like spam.').waitFor()
    expect(await run('return attached.verdict')).toMatchObject({
      unwanted: true,
      start: 0,
      end: 16,
      answer: { label: 'spam' }
    })
    expect(await region().getAttribute('aria-live')).toBe('polite')
    expect(await page.getAttribute('#comment', 'aria-describedby')).toBe(`help ${await region().getAttribute('id')}`)
    expect(await run(`return document.querySelector('#comment').checkValidity()`)).toBe(true)
    expect(await violations(page)).toEqual([])
    await page.fill('#comment', 'lunch with the team')
    await until('verdicts.length === 2 && !verdicts[1].unwanted')
    expect(await region().textContent()).toBe('')
    await page.fill('#comment', '')
    await until('verdicts.length === 3 && verdicts[2] === undefined')
    expect(errors()).toEqual([])
  })

  test('judges what is there already, what a program wrote when asked, and what a reset brings back', async () => {
    await run(`document.querySelector('#comment').value = 'free pills'`)
    await attach()
    await until('attached.verdict?.unwanted')
    expect(
      await run(`document.querySelector('#comment').value = 'lunch at noon'; return (await attached.check()).unwanted`)
    ).toBe(false)
    await run(`document.querySelector('#form').reset()`)
    await until('attached.verdict === undefined')
  })

  test('blocks when it is told to, and only with its own refusal', async () => {
    await attach('{ block: true, message: ({ unwanted }) => unwanted ? "Please rephrase." : "Thank you." }')
    await page.fill('#comment', 'free prize now')
    await region().getByText('Please rephrase.').waitFor()
    const message = `return document.querySelector('#comment').validationMessage`
    expect(await run(message)).toBe('Please rephrase.')
    await page.fill('#comment', 'lunch at noon')
    await region().getByText('Thank you.').waitFor()
    expect(await run(message)).toBe('')
    await run(`document.querySelector('#comment').setCustomValidity('Too early.')`)
    await page.fill('#comment', 'free prize now')
    await region().getByText('Please rephrase.').waitFor()
    expect(await run(message)).toBe('Too early.')
    await run('attached.detach()')
    expect(await run(message)).toBe('Too early.')
  })

  test.each(['comment', 'line'])('leaves the page as it was: %s', async field => {
    const before = await page.locator('body').innerHTML()
    await attach('{ block: true }', field)
    await page.fill(`#${field}`, 'free prize now')
    await until('attached.verdict?.unwanted')
    expect(await page.locator('body').innerHTML()).not.toBe(before)
    await run('attached.detach()')
    expect(await page.locator('body').innerHTML()).toBe(before)
    expect(await run(`return document.querySelector('#${field}').checkValidity()`)).toBe(true)
    await page.fill(`#${field}`, 'other')
    const found = await run(
      `const { verdict } = attached; await attached.check(); return [verdict?.end, verdicts.length]`
    )
    await page.waitForTimeout(60)
    expect(await run('return [attached.verdict?.end, verdicts.length]')).toEqual(found)
  })

  test('a threshold takes the place of the filter’s own decision, on any label', async () => {
    await attach(
      '{ label: "ham", threshold: 0.9 }',
      'comment',
      '{ classify: text => ({ label: "ham", probability: Number(text) }) }'
    )
    for (const [text, unwanted] of [
      ['0.95', true],
      ['0.85', false],
      ['0.9', true]
    ] as const) {
      await page.fill('#comment', text)
      await until(`attached.verdict?.probability === ${text}`)
      expect(await run('return attached.verdict.unwanted')).toBe(unwanted)
    }
  })

  test('answers that come out of order: the last text counts', async () => {
    await run('globalThis.byHand = new ByHand()')
    await attach('{}', 'comment', 'byHand')
    for (const text of ['first', 'second']) {
      await page.fill('#comment', text)
      await until(`byHand.waiting.has('${text}')`)
    }
    await run(`byHand.waiting.get('second').resolve({ label: 'ham', probability: 0.6 })`)
    await until('verdicts.length === 1')
    await run(`byHand.waiting.get('first').resolve({ label: 'spam', probability: 1 })`)
    await page.waitForTimeout(50)
    expect(await run('return verdicts.map(one => one.answer.label)')).toEqual(['ham'])
  })

  test('who waits for a text that changed gets the verdict on what became of it', async () => {
    await run('globalThis.byHand = new ByHand()')
    await attach('{}', 'comment', 'byHand')
    expect(
      await run(`
        const field = document.querySelector('#comment')
        field.value = 'one'
        const first = attached.check()
        field.value = 'two'
        const second = attached.check()
        byHand.waiting.get('one').resolve({ label: 'spam' })
        byHand.waiting.get('two').resolve({ label: 'ham' })
        return [(await first).answer.label, (await second).answer.label]`)
    ).toEqual(['ham', 'ham'])
  })

  test('a check that is under way when the filter is detached ends', async () => {
    await run('globalThis.byHand = new ByHand()')
    await attach('{}', 'comment', 'byHand')
    expect(
      await run(`
        document.querySelector('#comment').value = 'one'
        const wait = attached.check()
        attached.detach()
        byHand.waiting.get('one').resolve({ label: 'spam' })
        return [await wait, await attached.check(), verdicts.length]`)
    ).toEqual([undefined, undefined, 0])
  })

  test('a filter that never answers keeps nobody waiting who detaches it or asks again', async () => {
    await run('globalThis.byHand = new ByHand()')
    await attach('{}', 'comment', 'byHand')
    expect(
      await run(`
        const field = document.querySelector('#comment')
        field.value = 'never'
        const first = attached.check()
        field.value = 'two'
        const second = attached.check()
        byHand.waiting.get('two').resolve({ label: 'ham' })
        const found = [(await first).answer.label, (await second).answer.label]
        field.value = 'never again'
        const third = attached.check()
        attached.detach()
        return [...found, (await third).answer.label, (await attached.check()).answer.label, verdicts.length]`)
    ).toEqual(['ham', 'ham', 'ham', 'ham', 1])
  })

  test.each([
    ['a shadow root', true],
    ['the document that a field comes into later', false]
  ])('a reset is seen in %s', async (_, shadow) => {
    await run(`
      const host = document.body.appendChild(document.createElement('div'))
      const field = document.createElement('textarea')
      globalThis.form = document.createElement('form')
      const place = () => {
        form.append(field)
        const root = ${shadow} ? host.attachShadow({ mode: 'closed' }) : host
        root.append(form)
      }
      if (${shadow}) place()
      globalThis.attached = attachFilter(field, filter, { delay: 0 })
      if (!${shadow}) place()
      field.value = 'free pills'
      await attached.check()`)
    expect(await run('return attached.verdict.unwanted')).toBe(true)
    await run('form.reset()')
    await until('attached.verdict === undefined')
    expect(errors()).toEqual([])
  })

  test('errors go where they are sent, and a verdict that is old goes', async () => {
    await run('globalThis.failed = []')
    const failing = '{ classify: text => { if (text === "fail") throw new Error("broken"); return { label: "spam" } } }'
    await attach('{ onError: error => failed.push(error.message) }', 'comment', failing)
    await page.fill('#comment', 'spam')
    await until('attached.verdict?.unwanted')
    await page.fill('#comment', 'fail')
    await until('failed.length === 1')
    expect(await run('return [attached.verdict, failed[0], verdicts.length]')).toEqual([undefined, 'broken', 2])
    expect(await region().textContent()).toBe('')
    expect(errors()).toEqual([])
  })

  test('errors that are sent nowhere are reported', async () => {
    await run(
      `globalThis.reported = []; addEventListener('error', event => { reported.push(event.message); event.preventDefault() })`
    )
    await attach('{}', 'comment', '{ classify: async () => { throw new Error("broken") } }')
    await page.fill('#comment', 'text')
    await until('reported.length === 1')
    expect(await run('return reported[0]')).toContain('broken')
  })

  test('waits until an input method has done', async () => {
    await run('globalThis.byHand = new ByHand()')
    await attach('{}', 'comment', 'byHand')
    await page.focus('#comment')
    const protocol = await opened.context.newCDPSession(page)
    for (const text of ['n', 'ni', 'に']) {
      await protocol.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    }
    await page.waitForTimeout(100)
    expect(await run('return byHand.calls')).toEqual([])
    await protocol.send('Input.insertText', { text: '日本' })
    await until('byHand.calls.length === 1')
    expect(await run('return byHand.calls')).toEqual(['日本'])
  })

  test('a long text is judged in pieces between which the page goes on, and what is hidden in it is found', async () => {
    await run(`
      globalThis.turns = 0
      const channel = new MessageChannel()
      channel.port1.onmessage = () => { turns++ }
      globalThis.pieces = []
      globalThis.slow = { classify: text => { pieces.push([turns, text]); channel.port2.postMessage(0); return filter.classify(text) } }`)
    await attach('{ maxLength: 1000, threshold: 0.9 }', 'comment', 'slow')
    await run(`
      globalThis.long = 'the meeting notes are attached '.repeat(1100)
      const field = document.querySelector('#comment')
      field.value = long
      await attached.check()`)
    const pieces = (await run('return pieces')) as [number, string][]
    expect(pieces.map(([, text]) => text).join('')).toBe(await run('return long'))
    expect(pieces.length).toBeGreaterThan(33)
    for (const [i, [turns, text]] of pieces.entries()) {
      expect(text.length).toBeLessThanOrEqual(1000)
      expect(text).toMatch(/^\S.* $/)
      if (i > 0) expect(turns).toBeGreaterThanOrEqual(pieces[i - 1][0])
    }
    expect(pieces.at(-1)?.[0]).toBeGreaterThan(pieces[0][0])
    const { unwanted, start, end } = (await run(`
      const field = document.querySelector('#comment')
      field.value = long + 'free pills, win a free prize now, order now. '.repeat(40) + long
      return attached.check()`)) as { unwanted: boolean; start: number; end: number }
    expect(unwanted).toBe(true)
    expect(start).toBeLessThan(1100 * 31 + 1800)
    expect(end).toBeGreaterThan(1100 * 31)
  })

  test('goes on with pieces while there is idle time, and then waits for more', async () => {
    await run(`
      globalThis.pieces = []
      let callback = 0
      globalThis.requestIdleCallback = work => setTimeout(() => {
        const left = [6, 5]
        callback++
        work({ didTimeout: false, timeRemaining: () => left.shift() })
      })
      globalThis.counted = { classify: () => { pieces.push(callback); return { label: 'ham' } } }`)
    await attach('{ maxLength: 10 }', 'comment', 'counted')
    await run(`document.querySelector('#comment').value = 'notes '.repeat(8); await attached.check()`)
    expect(await run('return pieces')).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
  })

  test('pieces split no character', async () => {
    await run(`
      globalThis.pieces = []
      globalThis.kept = { classify: text => { pieces.push(text); return { label: 'ham' } } }`)
    for (const [maxLength, text, lengths] of [
      [5, '🦊'.repeat(5), [4, 4, 2]],
      [5, `a${'🦊'.repeat(4)}`, [5, 4]],
      [1, '🦊a🦊', [2, 1, 2]],
      [1.5, '🦊🦊', [2, 2]],
      [2, '\ud83e\ud83e\ud83e\udd8a', [2, 2]]
    ] as const) {
      await run(`globalThis.text = ${JSON.stringify(text)}; pieces.length = 0`)
      await run(`
        globalThis.attached?.detach()
        const field = document.querySelector('#comment')
        field.value = ''
        globalThis.attached = attachFilter(field, kept, { maxLength: ${maxLength} })
        field.value = text
        await attached.check()`)
      expect(await run(`return pieces.map(piece => piece.length)`), text).toEqual(lengths)
      expect(await run(`return pieces.join('') === text`)).toBe(true)
    }
  })

  test('options are checked', async () => {
    for (const [options, name] of [
      ['{ labels: "spam" }', 'TypeError'],
      ['{ label: 7 }', 'TypeError'],
      ['{ threshold: 1.1 }', 'RangeError'],
      ['{ delay: NaN }', 'RangeError'],
      ['{ maxLength: 0 }', 'RangeError'],
      ['{ onVerdict: "log" }', 'TypeError'],
      ['{ label: undefined, threshold: undefined }', 'none']
    ]) {
      const program = `const field = document.querySelector('#comment')
        try { attachFilter(field, filter, ${options}); return 'none' } catch (error) { return error.name }`
      expect(await run(program), options).toBe(name)
    }
    for (const key of ['constructor', '__proto__', 'labels']) {
      const program = `const options = JSON.parse('{"${key}":1}')
        try { attachFilter(document.querySelector('#comment'), filter, options) } catch (error) { return error.message }`
      expect(await run(program)).toMatch(new RegExp(`^attachFilter.${key}: expected one of .*, got an unknown option$`))
    }
  })
})

describeInBrowser('<waymark-search>', () => {
  beforeEach(load)

  const CLEAR = "document.querySelector('#search').shadowRoot.querySelector('[role=status]').textContent = ''"

  /** Runs a program that asks, and waits for an answer. */
  async function answered(program: string, answer: string): Promise<void> {
    await run(`${CLEAR}; ${program}`)
    await status().getByText(answer).waitFor()
  }

  /** Asks, and waits for an answer. */
  async function ask(query: string, answer: string): Promise<void> {
    await run(CLEAR)
    await input().fill(query)
    await status().getByText(answer).waitFor()
  }

  test('finds, marks what was found, and says how much', async () => {
    await ask('water', '3 results')
    await list().waitFor()
    expect(await list().locator('[role=option]').count()).toBe(3)
    expect(await list().locator('mark').allTextContents()).toContain('water')
    expect(await input().getAttribute('placeholder')).toBe('Ask')
    expect(await page.getByRole('combobox', { name: 'Search the docs' }).count()).toBe(1)
    expect(await page.getByRole('listbox', { name: 'Search the docs' }).count()).toBe(1)
    await ask('zeppelin', 'No results')
    expect(await list().isVisible()).toBe(false)
    await input().fill('')
    await until(`document.querySelector('#search').shadowRoot.querySelector('[role=status]').textContent === ''`)
    expect(errors()).toEqual([])
  })

  test('takes no markup and no script from a document', async () => {
    await ask('markup', '1 result')
    const option = list().locator('[role=option]')
    expect(await option.locator('[part=title]').textContent()).toBe('<img src=x onerror=alert(1)>')
    expect(await option.locator('[part=snippet]').textContent()).toContain('<script>alert(2)</script> & <b>markup</b>')
    expect(await list().locator('img, script, [part=snippet] b').count()).toBe(0)
    expect(await list().locator('a').count()).toBe(0)
    for (const url of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'http://[',
      'blob:x'
    ]) {
      await answered(
        `const search = document.querySelector('#search'); search.link = () => ${JSON.stringify(url)}; search.query = 'pasta'`,
        '1 result'
      )
      expect(await list().locator('[href]').count()).toBe(0)
    }
  })

  test('links lead where the documents say', async () => {
    await ask('pasta', '1 result')
    expect(await list().locator('a').getAttribute('href')).toBe('/pasta?a=1#top')
    await run(
      `const search = document.querySelector('#search'); search.link = ({ id }) => '#doc-' + id; search.heading = ({ id }) => 'Document ' + id`
    )
    await ask('rice', '1 result')
    expect(await list().locator('[part=title]').textContent()).toBe('Document 3')
    await list().locator('a').click()
    expect(new URL(page.url()).hash).toBe('#doc-3')
    expect(await run('return log')).toEqual([3])
    expect(await list().isVisible()).toBe(false)
    await run(`document.addEventListener('waymark-select', event => event.preventDefault())`)
    await ask('stone', '1 result')
    await list().locator('a').click()
    expect(new URL(page.url()).hash).toBe('#doc-3')
    expect(await run('return log')).toEqual([3, 4])
  })

  test('a blank title gives way to what says more, and a blank address leads nowhere', async () => {
    await run(`document.querySelector('#search').setAttribute('limit', '9')`)
    const results = [
      { id: 1, document: { title: '', name: 'Named', url: '' } },
      { id: 2, document: { title: ' ', url: ' ' }, snippet: { text: 'a snippet' } },
      { document: { title: '', url: '/there' }, snippet: { text: 'found here', marks: [{ start: 0, end: 5 }] } },
      { id: 0, document: { title: 0 } },
      { id: 0 }
    ]
    await answered(
      `Object.assign(document.querySelector('#search'), { search: { search: () => ${JSON.stringify(results)} }, query: 'x' })`,
      '5 results'
    )
    const options = list().locator('[role=option]')
    expect(await options.locator('[part=title]').allTextContents()).toEqual(['Named', '2', 'found here', '0', '0'])
    expect(await options.locator('[part=snippet]').allTextContents()).toEqual(['a snippet'])
    expect(await list().locator('[href]').count()).toBe(1)
    await answered(`Object.assign(document.querySelector('#search'), { link: () => '', query: 'x' })`, '5 results')
    expect(await list().locator('[href]').count()).toBe(0)
  })

  test('by keyboard alone', async () => {
    const active = () =>
      run(`const root = document.querySelector('#search').shadowRoot
        const id = root.querySelector('input').getAttribute('aria-activedescendant')
        const selected = [...root.querySelectorAll('[aria-selected=true]')]
        return id === null ? selected.length : selected.length === 1 && selected[0].id === id ? id : 'torn'`)
    await run(`document.querySelector('button').focus(); document.querySelector('#search').link = () => '#went'`)
    await page.keyboard.press('Tab')
    await page.keyboard.type('water')
    await status().getByText('3 results').waitFor()
    expect(await input().getAttribute('aria-expanded')).toBe('true')
    expect(await active()).toBe(0)
    for (const [key, id] of [
      ['ArrowDown', 'option-0'],
      ['ArrowDown', 'option-1'],
      ['ArrowUp', 'option-0'],
      ['ArrowUp', 'option-2'],
      ['ArrowDown', 'option-0'],
      ['End', 'option-2'],
      ['Home', 'option-0']
    ]) {
      await page.keyboard.press(key)
      expect(await active()).toBe(id)
    }
    await page.keyboard.press('Escape')
    expect(await input().getAttribute('aria-expanded')).toBe('false')
    expect(await active()).toBe(0)
    expect(await input().inputValue()).toBe('water')
    await page.keyboard.press('ArrowUp')
    expect(await active()).toBe('option-2')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#went')
    expect(await run('return log.length')).toBe(1)
    await page.keyboard.press('Home')
    await page.keyboard.type('deep ')
    expect(await input().inputValue()).toBe('deep water')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await input().inputValue()).toBe('')
    await page.keyboard.press('ArrowDown')
    expect(await input().getAttribute('aria-expanded')).toBe('false')
    expect(errors()).toEqual([])
  })

  test('leaving the field closes the list, and coming back by mouse opens it', async () => {
    await ask('water', '3 results')
    await page.focus('#line')
    expect(await list().isVisible()).toBe(false)
    await input().click()
    expect(await list().isVisible()).toBe(true)
  })

  test('answers that come out of order: the last question counts', async () => {
    await run(`globalThis.byHand = new ByHand(); document.querySelector('#search').search = byHand`)
    for (const query of ['first', 'second']) {
      await input().fill(query)
      await until(`byHand.waiting.has('${query}')`)
    }
    await status().getByText('Searching…').waitFor()
    await run(`byHand.waiting.get('second').resolve([{ id: 'second' }])`)
    await status().getByText('1 result').waitFor()
    await run(`byHand.waiting.get('first').resolve([{ id: 'first' }, { id: 'other' }])`)
    await page.waitForTimeout(50)
    expect(await list().locator('[part=title]').allTextContents()).toEqual(['second'])
  })

  test('one that leaves the page says nothing, and asks again when it is back', async () => {
    await run(`globalThis.byHand = new ByHand(); document.querySelector('#search').search = byHand`)
    await input().fill('water')
    await status().getByText('Searching…').waitFor()
    await run(`globalThis.search = document.querySelector('#search'); search.remove()`)
    expect(await run(`return search.shadowRoot.querySelector('[role=status]').textContent`)).toBe('')
    await run(`byHand.waiting.get('water').resolve([{ id: 'old' }]); document.querySelector('main').append(search)`)
    await until('byHand.calls.length === 2')
    await run(`byHand.waiting.get('water').resolve([{ id: 'found' }])`)
    await status().getByText('1 result').waitFor()
    expect(await list().locator('[part=title]').allTextContents()).toEqual(['found'])
    await run(`search.remove(); document.querySelector('main').append(search)`)
    await status().getByText('1 result').waitFor()
    expect(await run('return byHand.calls.length')).toBe(2)
    // What was answered meanwhile is not asked again.
    await run(`search.query = 'left'; search.remove(); search.query = 'away'; byHand.waiting.get('away').resolve([])`)
    await until(`search.shadowRoot.querySelector('[role=status]').textContent === 'No results'`)
    await run(`document.querySelector('main').append(search)`)
    // What is typed and not asked yet is no less a question.
    await run(`
      const input = search.shadowRoot.querySelector('input')
      input.value = 'typed'
      input.dispatchEvent(new Event('input'))
      document.querySelector('main').append(search)`)
    await until(`byHand.waiting.has('typed')`)
    await run(`byHand.waiting.get('typed').resolve([])`)
    await status().getByText('No results').waitFor()
    await page.waitForTimeout(150)
    expect(await run('return byHand.calls')).toEqual(['water', 'water', 'left', 'away', 'typed'])
  })

  test('a question waits for a search, and a search for a question', async () => {
    await run(`document.querySelector('#search').search = undefined`)
    await ask('pasta', 'Searching…')
    await run(`document.querySelector('#search').search = find`)
    await status().getByText('1 result').waitFor()
  })

  test('a search that fails is said and told', async () => {
    await run(`globalThis.told = []
      document.addEventListener('waymark-error', event => { told.push(event.detail.message); event.preventDefault() })
      document.querySelector('#search').search = { search: async () => { throw new Error('broken') } }`)
    await ask('water', 'The search failed')
    expect(await run('return told')).toEqual(['broken'])
    expect(errors()).toEqual([])
    await run(
      `Object.assign(document.querySelector('#search'), { texts: { failed: 'Kaputt' }, search: { search: () => undefined } })`
    )
    await status().getByText('Kaputt').waitFor()
  })

  test('properties from before it was defined, another name, and twice', async () => {
    const found = await run(`
      const early = document.createElement('other-search')
      Object.assign(early, { heading: () => 'Mine', link: () => '#mine', texts: { results: n => n + ' found' }, query: 'pasta', search: find })
      document.body.append(early)
      defineSearchElement('other-search')
      defineSearchElement('other-search')
      await new Promise(resolve => setTimeout(resolve, 50))
      const root = early.shadowRoot
      return [root.querySelector('[part=title]').textContent, root.querySelector('a').getAttribute('href'), root.querySelector('[role=status]').textContent, early.query]`)
    expect(found).toEqual(['Mine', '#mine', '1 found', 'pasta'])
    const refused = await run(`customElements.define('theirs-search', class extends HTMLElement {})
      try { defineSearchElement('theirs-search') } catch (error) { return error.name }`)
    expect(refused).toBe('NotSupportedError')
  })

  test('limits what it asks for, and passes the query as it is', async () => {
    await run(
      `globalThis.asked = []; document.querySelector('#search').search = { search: (...given) => { asked.push(given); return [] } }`
    )
    await ask('  two words ', 'No results')
    expect(await run('return asked')).toEqual([['two words', { limit: 3 }]])
  })

  test.each(['light', 'dark'] as const)('axe finds nothing wrong, open and closed: %s', async colorScheme => {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page, colorScheme === 'dark' ? COLOURS : {})).toEqual([])
    await ask('water', '3 results')
    await page.keyboard.press('ArrowDown')
    expect(await violations(page, colorScheme === 'dark' ? COLOURS : {})).toEqual([])
    const shown = await run(
      `return getComputedStyle(document.querySelector('#search').shadowRoot.querySelector('[role=listbox]')).backgroundColor`
    )
    expect(shown).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 18, 18)')
    await page.emulateMedia({ colorScheme: null })
  })

  test('looks as its page says', async () => {
    await ask('water', '3 results')
    await run(`const sheet = new CSSStyleSheet()
      sheet.replaceSync('waymark-search { --waymark-background: rgb(1, 2, 3) } waymark-search::part(title) { color: rgb(4, 5, 6) }')
      document.adoptedStyleSheets = [sheet]`)
    const found = await run(`const root = document.querySelector('#search').shadowRoot
      return [getComputedStyle(root.querySelector('[role=listbox]')).backgroundColor, getComputedStyle(root.querySelector('[part=title]')).color]`)
    expect(found).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
  })

  test('works under a policy that allows nothing inline, and the policy is there', async () => {
    await ask('water', '3 results')
    expect(errors()).toEqual([])
    await run(
      `const style = document.createElement('style'); style.textContent = 'body { color: red }'; document.head.append(style)`
    )
    expect(errors().some(error => error.includes('Content Security Policy'))).toBe(true)
  })
})
