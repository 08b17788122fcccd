import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bundle, root, run } from './package.ts'

test('the script tags texts, its own and those given', async () => {
  const script = join(root, 'examples/tag.mjs')
  const own = await run(process.execPath, [script], root)
  expect(own).toMatchObject({ status: 0, err: '' })
  expect(own.out.match(/^(world|sports|business|technology|no label) +[01]\.\d\d {2}\S/gm)).toHaveLength(5)
  const { out } = await run(process.execPath, [script, 'a late goal wins the cup'], root)
  expect(out).toMatch(/^sports +[01]\.\d\d {2}a late goal wins the cup {2}\(.*goal.*\)\n$/)
})

/** As much of an element as the page uses. */
class Element {
  value = ''
  textContent = ''
  hidden = true
  readonly children: (Element | string)[] = []
  readonly listeners: Record<string, (event: { preventDefault(): void }) => void> = {}
  addEventListener(type: string, listener: () => void) {
    this.listeners[type] = listener
  }
  append(...children: (Element | string)[]) {
    this.children.push(...children)
  }
  replaceChildren() {
    this.children.length = 0
  }
  fire(type: string) {
    this.listeners[type]({ preventDefault() {} })
  }
  get text(): string {
    return this.textContent + this.children.map(child => (typeof child === 'string' ? child : child.text)).join('')
  }
}

test('the page warns, underlines, learns that it was wrong, and posts', async () => {
  const page = readFileSync(join(root, 'examples/comment-form.html'), 'utf8')
  const map = JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}')
  expect(existsSync(join(root, 'examples', map.imports.waymark))).toBe(true)
  const script = /<script type="module">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  const { code } = await bundle(script, { format: 'iife' })

  const found: Record<string, Element> = {}
  const document = {
    querySelector(selector: string) {
      expect(page).toContain(selector.startsWith('#') ? `id="${selector.slice(1)}"` : `<${selector}>`)
      found[selector] ??= new Element()
      return found[selector]
    },
    createElement: () => new Element()
  }
  runInContext(Buffer.from(code).toString(), createContext({ document }))
  const comment = found['#comment']
  const type = (text: string) => {
    comment.value = text
    comment.fire('input')
  }

  type('thanks for the picture')
  expect(found['#warning'].text).toBe('')
  expect(found['#wrong'].hidden).toBe(true)
  const rude = 'shut up, you pathetic idiot'
  type(rude)
  expect(found['#warning'].text).toBe(`This may read as rude: ${rude}`)
  expect(found['#warning'].children.filter(child => child instanceof Element)).toHaveLength(3)
  expect(found['#wrong'].hidden).toBe(false)
  found['#wrong'].fire('click')
  expect(found['#warning'].text).toBe('')
  found.form.fire('submit')
  expect(found['#posted'].children.map(item => (item as Element).textContent)).toEqual([rude])
  expect(comment.value).toBe('')
})
