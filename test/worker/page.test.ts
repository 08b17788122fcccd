import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, describeInBrowser, visit } from '../browser/chromium.ts'
import { serveFolder } from '../browser/site.ts'
import { sentences } from '../classify/samples.ts'
import { bundle } from '../house/package.ts'

const POLICY = { 'content-security-policy': "default-src 'self'" }
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/** Programs of pages: each is a promise of something that JSON can hold. */
const PROGRAMS = {
  train: `
    const tagger = await startWorker().trainClassifier(examples)
    const [bytes, own] = [await tagger.save(), trainClassifier(examples).save()]
    const same = bytes.length === own.length && bytes.every((byte, i) => byte === own[i])
    return { shared: typeof SharedArrayBuffer !== 'undefined', same }`,
  abort: `
    const kit = startWorker()
    const models = WITH_MODEL ? [await kit.trainClassifier(examples)] : []
    const controller = new AbortController()
    const steps = []
    const onProgress = done => {
      steps.push(done)
      if (done > 0.02) controller.abort()
    }
    const list = Array.from({ length: 80 }, () => examples).flat()
    const problem = await kit.trainClassifier(list, { signal: controller.signal, onProgress }).catch(error => error)
    const heard = steps.length
    await kit.kernels()
    const [tagger = await kit.trainClassifier(examples)] = models
    const { label } = await tagger.classify('a late penalty')
    return { same: problem === controller.signal.reason, name: problem.name, silent: steps.length === heard, label }`,
  refused: `
    const kit = startWorker()
    const problems = [kit.kernels(), kit.trainClassifier(examples)].map(call => call.catch(error => error))
    return (await Promise.all(problems)).map(({ name, code }) => name + ' ' + code)`,
  missing: `
    const kit = startWorker({ worker: new Worker('/nothing.js', { type: 'module' }) })
    return [await kit.kernels().catch(({ name, code }) => name + ' ' + code)]`,
  own: `
    const kit = startWorker({ worker: new Worker('/own-thread.js', { type: 'module' }) })
    const search = await kit.createSearch([{ id: 1, text: 'les chevaux galopent' }], { stem: { name: french.name, stem: word => word } })
    return [(await search.info).stem]`
}

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-worker-'))
  const files = {
    'worker-thread.js': "export * from 'waymark/worker-thread'",
    'own-thread.js': `import { provideStemmers } from 'waymark/worker-thread'
      import { frenchStemmer as french } from 'waymark/text/stem/french'
      provideStemmers(french)`,
    ...Object.fromEntries(Object.entries(PROGRAMS).map(([name, body]) => [`${name}.js`, programOf(body)]))
  }
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), (await bundle(code)).code)
  for (const name of Object.keys(PROGRAMS)) {
    writeFileSync(join(folder, `${name}.html`), `<!doctype html><script type="module" src="/${name}.js"></script>`)
  }
})
afterAll(async () => {
  await closePages()
  rmSync(folder, { recursive: true, force: true })
})

const programOf = (body: string) => `import { trainClassifier } from 'waymark/classify'
  import { startWorker } from 'waymark/worker'
  import { frenchStemmer as french } from 'waymark/text/stem/french'
  const examples = ${JSON.stringify(sentences(30))}
  const WITH_MODEL = location.search === '?model'
  const run = async () => { ${body} }
  run().then(JSON.stringify, String).then(answer => { document.documentElement.dataset.answer = answer })`

/** What a program finds, on a page that is served with these headers. */
async function found(name: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const served = await serveFolder(folder, headers)
  const [file, query = ''] = name.split('?')
  const { page, context, errors } = await visit(`${served.address}${file}.html${query && `?${query}`}`)
  try {
    const answer = await page.locator('html[data-answer]').getAttribute('data-answer', { timeout: 20_000 })
    return JSON.parse(answer ?? '')
  } catch (error) {
    throw new Error(`${name}: ${errors.join()}`, { cause: error })
  } finally {
    await context.close()
    await served.close()
  }
}

describeInBrowser('a page under a strict policy', () => {
  test.each([
    ['with memory to share', ISOLATED, true],
    ['without', {}, false]
  ])('%s: trains in the worker what it would train itself', async (_, headers, shared) => {
    expect(await found('train', { ...POLICY, ...headers })).toEqual({ shared, same: true })
  })

  test.each([
    ['memory to share', 'abort', ISOLATED],
    ['memory to share and a model', 'abort?model', ISOLATED],
    ['nothing to share', 'abort', {}],
    ['nothing to share, and a model', 'abort?model', {}]
  ])('aborts training: %s', async (_, name, headers) => {
    const expected = { same: true, name: 'AbortError', silent: true, label: 'football' }
    expect(await found(name, { ...POLICY, ...headers })).toEqual(expected)
  })

  test('that forbids workers: what waits is rejected', async () => {
    const policy = { 'content-security-policy': "default-src 'self'; worker-src 'none'" }
    expect(await found('refused', policy)).toEqual(['WorkerClosedError unavailable', 'WorkerClosedError unavailable'])
  })

  test('a worker at a wrong address: the same', async () => {
    expect(await found('missing', POLICY)).toEqual(['WorkerClosedError unavailable'])
  })

  test("a worker of the page's own has more stemmers", async () => {
    expect(await found('own', POLICY)).toEqual(['french'])
  })
})
