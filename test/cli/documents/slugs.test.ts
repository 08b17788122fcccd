import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Slugs, slugOf } from '../../../src/cli/documents/slugs.ts'

describe('anchors of headings', () => {
  // As github-slugger 2.0.0 has them, which follows what GitHub does.
  test.each([
    ["What's new?", 'whats-new'],
    ['a -- b', 'a----b'],
    ['v1.2.0 (2026-01-05)', 'v120-2026-01-05'],
    ['snake_case & camelCase', 'snake_case--camelcase'],
    ['Größe 日本語 и ещё', 'größe-日本語-и-ещё'],
    ['E\u0301te\u0301', 'e\u0301te\u0301'],
    ['👍 done', '-done'],
    ['C#', 'c'],
    ['???', ''],
    ['__proto__', '__proto__']
  ])('%j: %j', (heading, slug) => {
    expect(slugOf(heading)).toBe(slug)
  })

  test('a number for what is there already, also where that is a heading of its own', () => {
    const unique = (...slugs: string[]) => {
      const all = new Slugs()
      return slugs.map(slug => all.unique(slug))
    }
    expect(unique('a', 'a', 'a')).toEqual(['a', 'a-1', 'a-2'])
    expect(unique('a-1', 'a', 'a', 'a')).toEqual(['a-1', 'a', 'a-2', 'a-3'])
    expect(unique('a', 'a', 'a-1', 'a')).toEqual(['a', 'a-1', 'a-1-1', 'a-2'])
    expect(unique('', '', '__proto__', 'constructor')).toEqual(['', '-1', '__proto__', 'constructor'])
  })

  test('no two are the same, and the first of a kind is as it was', () => {
    const slug = fc.constantFrom('a', 'a-1', 'a-2', 'a-1-1', '', '-1', '__proto__')
    fc.assert(
      fc.property(fc.array(slug, { maxLength: 20 }), slugs => {
        const all = new Slugs()
        const found = slugs.map(one => all.unique(one))
        expect(new Set(found).size).toBe(slugs.length)
        if (slugs.length > 0) expect(found[0]).toBe(slugs[0])
      })
    )
  })
})
