import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer, type InlineConfig } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import webpack, { type Configuration } from 'webpack'
import { loadClassifier } from '../../src/index.ts'
import { closePages, describeInBrowser, visit } from '../browser/chromium.ts'
import { serveFolder } from '../browser/site.ts'
import { serve } from '../hub/server.ts'
import { root, run } from './package.ts'

const TEXT = 'Claim your free prize now, text WIN to 80082'
const spam = readFileSync(join(root, 'models/spam/model.safetensors'))
const vectors = readFileSync(join(root, 'models/en/model.safetensors'))
const answer = `${JSON.stringify(loadClassifier(spam).classify(TEXT).scores)}\n`

const PRINT = `console.log(JSON.stringify(spam.classify(${JSON.stringify(TEXT)}).scores))`

/** Pages, each a program. */
const PAGES = {
  load: `import { loadFilter } from 'waymark'
    loadFilter('spam').then(spam => ${PRINT})`,
  train: `import { trainClassifier } from 'waymark'
    console.log(trainClassifier([{ text: 'a goal', label: 'x' }, { text: 'a bank', label: 'y' }]).labels.join())`,
  apart: `import { trainClassifier } from 'waymark/classify'
    console.log(trainClassifier([{ text: 'a goal', label: 'x' }, { text: 'a bank', label: 'y' }]).labels.join())`,
  named: `import { loadClassifier } from 'waymark/classify'
    import spamUrl from 'waymark/models/spam/model.safetensors?url'
    const spam = loadClassifier(await (await fetch(new URL(spamUrl, import.meta.url))).arrayBuffer())
    ${PRINT}`,
  inWorker: `import { startWorker } from 'waymark/worker'
    const kit = startWorker()
    kit.loadFilter('spam')
      .then(spam => spam.classify(${JSON.stringify(TEXT)}))
      .then(({ scores }) => JSON.stringify(scores), error => String(error.stack))
      .then(answer => { document.documentElement.dataset.answer = answer })`
}
type Page = keyof typeof PAGES

/** In every loader, whatever a minifier does, and in nothing else. */
const LOADERS = /waymark-hub|getBuiltinModule/

let folder = ''
const out = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-bundlers-'))
  const flags = ['--json', '--ignore-scripts', '--pack-destination', folder]
  const pack = await run('npm', ['pack', ...flags], root, { npm_config_cache: out('cache') })
  if (pack.status !== 0) throw new Error(pack.err)
  mkdirSync(out('node_modules'))
  const [archive] = readdirSync(folder).filter(name => name.endsWith('.tgz'))
  const tar = await run('tar', ['-xzf', archive], folder)
  if (tar.status !== 0) throw new Error(tar.err)
  renameSync(out('package'), out('node_modules/waymark'))
  cpSync(join(root, 'node_modules/minisearch'), out('node_modules/minisearch'), { recursive: true })
  writeFileSync(out('package.json'), '{ "private": true, "type": "module" }')
  for (const [name, code] of Object.entries(PAGES)) writeFileSync(out(`${name}.js`), code)
})

afterAll(async () => {
  await closePages()
  rmSync(folder, { recursive: true, force: true })
})

/** What the page at an address has for an answer, once it has one. */
async function answerOf(address: string) {
  const { page, context, errors } = await visit(address)
  try {
    // An attribute, since a strict policy forbids to evaluate anything in the page.
    const said = await page.locator('html[data-answer]').getAttribute('data-answer', { timeout: 20_000 })
    return { out: `${said}\n`, errors }
  } catch (error) {
    return { out: String(error), errors }
  } finally {
    await context.close()
  }
}

/** The answer of a built page, served under a strict policy. */
async function builtAnswer(name: string, script: string) {
  writeFileSync(out(`${name}/index.html`), htmlOf(script))
  writeFileSync(out(`${name}/favicon.ico`), '')
  const served = await serveFolder(out(name), { 'content-security-policy': "default-src 'self'" })
  try {
    return await answerOf(served.address)
  } finally {
    await served.close()
  }
}

const htmlOf = (script: string) => `<!doctype html><script type="module" src="${script}"></script>`

/** Files below a folder, by their endings. */
function emitted(name: string) {
  const files = readdirSync(out(name), { recursive: true, encoding: 'utf8' })
  const code = files.filter(file => file.endsWith('.js')).map(file => readFileSync(join(out(name), file), 'utf8'))
  return { models: files.filter(file => file.endsWith('.safetensors')), code: code.join('\n') }
}

/** Serves a folder, and runs a program of this folder that is told where it would be. */
async function runPage(name: string, program: (address: string) => string) {
  const files = readdirSync(out(name), { recursive: true, encoding: 'utf8' }).map(file => file.replaceAll('\\', '/'))
  const server = await serve(
    Object.fromEntries(
      files.map(file => [`/${file}`, (_, response) => createReadStream(join(out(name), file)).pipe(response)])
    )
  )
  writeFileSync(out(`${name}.run.mjs`), program(server.url))
  const outcome = await run(process.execPath, [`${name}.run.mjs`], folder)
  return { ...outcome, asked: server.asked }
}

describe('Vite', () => {
  async function bundled(page: Page, name: string, config: InlineConfig = {}) {
    await build({
      configFile: false,
      logLevel: 'silent',
      root: folder,
      ...config,
      build: { outDir: name, rolldownOptions: { input: `${page}.js` }, ...config.build }
    })
    return emitted(name)
  }

  test('puts the file beside the page, which fetches the one it needs', async () => {
    const { models, code } = await bundled('load', 'vite')
    expect(models.some(file => readFileSync(join(out('vite'), file)).equals(spam))).toBe(true)
    expect(code).toMatch(LOADERS)
    const page = await runPage('vite', url =>
      code.replaceAll('import.meta.url', JSON.stringify(`${url}assets/page.js`))
    )
    expect(page).toMatchObject({ status: 0, out: answer })
    expect(page.asked).toHaveLength(1)
  })

  test('with relative addresses the built page runs in Node too, from the disk', async () => {
    await bundled('load', 'relative', { base: './' })
    const [file] = readdirSync(out('relative/assets')).filter(name => name.endsWith('.js'))
    expect(await run(process.execPath, [join('relative/assets', file)], folder)).toEqual({
      status: 0,
      err: '',
      out: answer
    })
  })

  test('a page that only trains has no loader, and refers to no file', async () => {
    const { code } = await bundled('train', 'vite-train')
    expect(code).not.toMatch(LOADERS)
    expect(code).not.toContain('.safetensors')
  })

  test('and no file beside it, from waymark/classify or where barrels are read lazily', async () => {
    expect((await bundled('apart', 'vite-apart')).models).toEqual([])
    const rolldownOptions = { input: 'train.js', experimental: { lazyBarrel: true } }
    const lazy = await bundled('train', 'vite-lazy', { build: { outDir: 'vite-lazy', rolldownOptions } })
    expect(lazy.models).toEqual([])
    expect(lazy.code).not.toMatch(LOADERS)
  })

  test('a page that names one file gets that one', async () => {
    const { models, code } = await bundled('named', 'vite-named')
    expect(models).toHaveLength(1)
    const page = await runPage('vite-named', url => code.replaceAll('import.meta.url', JSON.stringify(url)))
    expect(page).toMatchObject({ status: 0, out: answer })
  })

  test.each(['include', 'exclude'])(
    'its development server finds the file, the package in optimizeDeps.%s',
    async list => {
      const server = await createServer({
        configFile: false,
        logLevel: 'silent',
        root: folder,
        cacheDir: `cache-${list}`,
        server: { port: 0, host: '127.0.0.1' },
        optimizeDeps: { noDiscovery: true, [list]: ['waymark'] }
      })
      try {
        await server.listen()
        const [base] = server.resolvedUrls?.local ?? []
        const found = /from "([^"]+)"/.exec(await (await fetch(new URL('load.js', base))).text())?.[1] ?? ''
        expect(found).toContain(
          list === 'include' ? `/cache-${list}/deps/waymark.js` : '/node_modules/waymark/dist/index.js'
        )
        // The address is in the file itself, or in one that it imports.
        const seen = new Set([new URL(found, base).href])
        const addresses = new Set<string>()
        for (const url of seen) {
          const code = await (await fetch(url)).text()
          for (const [, path] of code.matchAll(/from "([^"]+)"/g)) seen.add(new URL(path, url).href)
          for (const [, path] of code.matchAll(/new URL\(["']([^"']+spam[^"']+)["']/g))
            addresses.add(new URL(path, url).href)
        }
        expect(addresses.size).toBe(1)
        for (const url of addresses) {
          expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(spam)).toBe(true)
        }
      } finally {
        await server.close()
      }
    }
  )
})

describeInBrowser('Vite, in a browser', () => {
  test('the built page starts its worker', async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      root: folder,
      build: { outDir: 'vite-worker', rolldownOptions: { input: 'inWorker.js' } }
    })
    const [script] = readdirSync(out('vite-worker/assets')).filter(file => /^inWorker.*\.js$/.test(file))
    expect(await builtAnswer('vite-worker', `/assets/${script}`)).toEqual({ out: answer, errors: [] })
  })

  test.each(['include', 'exclude'])(
    'so does one of its development server, the package in optimizeDeps.%s',
    async list => {
      writeFileSync(out('inWorker.html'), htmlOf('/inWorker.js'))
      // Browsers ask for it unasked, and complain.
      writeFileSync(out('favicon.ico'), '')
      const server = await createServer({
        configFile: false,
        logLevel: 'silent',
        root: folder,
        cacheDir: `cache-worker-${list}`,
        server: { port: 0, host: '127.0.0.1' },
        optimizeDeps: { noDiscovery: true, [list]: ['waymark/worker', 'waymark'] }
      })
      try {
        await server.listen()
        const [base] = server.resolvedUrls?.local ?? []
        expect(await answerOf(new URL('inWorker.html', base).href)).toEqual({ out: answer, errors: [] })
      } finally {
        await server.close()
      }
    }
  )
})

describeInBrowser('webpack, in a browser', () => {
  test('the built page starts its worker', async () => {
    await packed('inWorker', 'webpack-worker')
    expect(await builtAnswer('webpack-worker', '/page.js')).toEqual({ out: answer, errors: [] })
  })
})

/** Bundles a page with webpack. */
async function packed(page: Page, name: string): Promise<void> {
  const config: Configuration = {
    mode: 'production',
    target: 'web',
    context: folder,
    entry: `./${page}.js`,
    output: { path: out(name), filename: 'page.js' },
    performance: false,
    // What is left out is decided before, and minifying takes most of the time.
    optimization: { minimize: false }
  }
  const problems = await new Promise<string>((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error || !stats) reject(error)
      else resolve(stats.toString({ all: false, errors: true, warnings: true }))
    })
  })
  expect(problems).toBe('')
}

describe('webpack', () => {
  async function bundled(page: Page, name: string) {
    await packed(page, name)
    return emitted(name)
  }

  test('puts the files beside the page, which fetches the one it needs', async () => {
    const { models, code } = await bundled('load', 'webpack')
    expect(models.some(file => readFileSync(join(out('webpack'), file)).equals(spam))).toBe(true)
    // A page that loads filters needs no word vectors.
    expect(models).toHaveLength(3)
    expect(models.some(file => readFileSync(join(out('webpack'), file)).equals(vectors))).toBe(false)
    expect(code).toMatch(LOADERS)
    const page = await runPage('webpack', url => {
      const script = { tagName: 'SCRIPT', src: `${url}page.js` }
      return `globalThis.self = globalThis
        globalThis.document = ${JSON.stringify({ baseURI: url, currentScript: script })};
        ${code}`
    })
    expect(page).toMatchObject({ status: 0, out: answer })
    expect(page.asked).toHaveLength(1)
  })

  test('a page that only trains has no loader, and no file beside it', async () => {
    const { models, code } = await bundled('train', 'webpack-train')
    expect(models).toEqual([])
    expect(code).not.toMatch(LOADERS)
  })
})

describe('Node, with the package as installed', () => {
  test.each([
    ['an ES module', PAGES.load, 'esm.mjs'],
    ['a CommonJS module', PAGES.load.replace(/import (.*) from ('.*')/, 'const $1 = require($2)'), 'cjs.cjs'],
    [
      'an address within the package',
      `import { loadFilter } from 'waymark/hub'
       const url = import.meta.resolve('waymark/models/spam/model.safetensors')
       loadFilter('spam', { url }).then(spam => ${PRINT})`,
      'resolve.mjs'
    ]
  ])('%s', async (_, code, file) => {
    writeFileSync(out(file), code)
    expect(await run(process.execPath, [file], folder)).toEqual({ status: 0, err: '', out: answer })
  })
})
