import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { bundle, root, run } from './package.ts'

describe('the scripts', () => {
  test('tag.mjs tags texts, its own and those given', async () => {
    const script = join(root, 'examples/tag.mjs')
    const own = await run(process.execPath, [script], root)
    expect(own).toMatchObject({ status: 0, err: '' })
    expect(own.out.match(/^(world|sports|business|technology|no label) +[01]\.\d\d {2}\S/gm)).toHaveLength(5)
    const { out } = await run(process.execPath, [script, 'a late goal wins the cup'], root)
    expect(out).toMatch(/^sports +[01]\.\d\d {2}a late goal wins the cup {2}\(.*goal.*\)\n$/)
  })

  test('search.mjs finds notes, stars the words, and cites what it gathers', async () => {
    const script = join(root, 'examples/search.mjs')
    const own = await run(process.execPath, [script], root)
    expect(own).toMatchObject({ status: 0, err: '' })
    expect(own.out.split('\n')[1]).toMatch(/^\d\.\d\d {2}Frost: .*\*freeze\*/)
    expect(own.out).toMatch(/^\[1\] Frost\nClear nights [\s\S]*\n\[1\] frost, text 0-\d+$/m)
    const given = await run(process.execPath, [script, 'why', 'does my heap smell'], root)
    expect(given.out).toMatch(/^why does my heap smell\n\d\.\d\d {2}Compost: .*\*heap\*.*\*smells\*/)
    expect(await run(process.execPath, [script, 'zzz'], root)).toMatchObject({
      out: 'zzz\nNo note says anything of it.\n',
      err: ''
    })
  })
})

/** As much of an element as the pages use. */
class Element {
  value = ''
  hidden = true
  children: (Element | string)[] = []
  readonly listeners: Record<string, (event: { preventDefault(): void }) => void> = {}
  constructor(readonly name: string) {}
  addEventListener(type: string, listener: () => void) {
    this.listeners[type] = listener
  }
  append(...children: (Element | string)[]) {
    this.children.push(...children)
  }
  replaceChildren(...children: (Element | string)[]) {
    this.children = children
  }
  fire(type: string) {
    this.listeners[type]({ preventDefault() {} })
  }
  get textContent(): string {
    return this.children.map(child => (typeof child === 'string' ? child : child.textContent)).join('')
  }
  set textContent(text: string) {
    this.children = [text]
  }
  /** The elements of a name in this one, in order. */
  all(name: string): Element[] {
    const inside = this.children.filter(child => child instanceof Element)
    return inside.flatMap(child => [...(child.name === name ? [child] : []), ...child.all(name)])
  }
  type(text: string) {
    this.value = text
    this.fire('input')
  }
}

/** Packages that a file asks for by name, also by way of files that it imports. */
function packagesOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return []
  seen.add(path)
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true)
  return importedFiles.flatMap(({ fileName }) =>
    fileName.startsWith('.') ? packagesOf(join(dirname(path), fileName), seen) : [fileName]
  )
}

/** Runs the script of a page, and gives its elements by what it asks for. */
async function open(name: string): Promise<Record<string, Element>> {
  const page = readFileSync(join(root, 'examples', name), 'utf8')
  const script = /<script type="module">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  const { imports } = JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}')
  const targets = Object.values<string>(imports).map(target => join(root, 'examples', target))
  expect(targets.filter(target => !existsSync(target))).toEqual([])
  const asked = [
    ...ts.preProcessFile(script).importedFiles.map(file => file.fileName),
    ...targets.flatMap(target => packagesOf(target))
  ]
  expect([...new Set(asked)].sort()).toEqual(Object.keys(imports).sort())

  const found: Record<string, Element> = {}
  const document = {
    querySelector(selector: string) {
      expect(page).toContain(selector.startsWith('#') ? `id="${selector.slice(1)}"` : `<${selector}>`)
      found[selector] ??= new Element(selector)
      return found[selector]
    },
    createElement: (element: string) => new Element(element)
  }
  const { code } = await bundle(script, { format: 'iife' })
  runInContext(Buffer.from(code).toString(), createContext({ document }))
  return found
}

describe('the pages', () => {
  test('comment-form.html warns, underlines, learns that it was wrong, and posts', async () => {
    const found = await open('comment-form.html')
    const comment = found['#comment']

    comment.type('thanks for the picture')
    expect(found['#warning'].textContent).toBe('')
    expect(found['#wrong'].hidden).toBe(true)
    const rude = 'shut up, you pathetic idiot'
    comment.type(rude)
    expect(found['#warning'].textContent).toBe(`This may read as rude: ${rude}`)
    expect(found['#warning'].all('mark')).toHaveLength(3)
    expect(found['#wrong'].hidden).toBe(false)
    found['#wrong'].fire('click')
    expect(found['#warning'].textContent).toBe('')
    found.form.fire('submit')
    expect(found['#posted'].all('li').map(item => item.textContent)).toEqual([rude])
    expect(comment.value).toBe('')
  })

  test('search.html searches as one types, marks words, shows markup as text, cites, and learns what helped', async () => {
    const found = await open('search.html')
    const query = found['#query']
    const results = () => found['#results'].all('li')

    expect(results()).toEqual([])
    query.type('pict')
    expect(results()[0].textContent).toContain('Pictures')
    query.type('which words are stressed?')
    expect(results()[0].all('p')[0].textContent).toContain('Write <em> for words')
    expect(results()[0].all('em')).toEqual([])
    expect(
      results()[0]
        .all('mark')
        .map(mark => mark.textContent)
    ).toEqual(['words', 'stressed'])
    expect(found['#count'].textContent).toBe(`${results().length} found`)
    expect(found['#context'].textContent).toMatch(/^\[1\] Emphasis\nWrite <em>/)
    expect(found['#sources'].all('li')[0].textContent).toMatch(/^\[1\] is text 0–\d+ of “Emphasis”$/)

    const titles = () => results().map(item => item.all('strong')[0].textContent)
    query.type('page')
    const [best, second] = titles()
    results()[1].all('button')[0].fire('click')
    expect(titles().slice(0, 2)).toEqual([second, best])
    query.type('contrast')
    expect(titles()[0]).toBe('Colours')
  })
})
