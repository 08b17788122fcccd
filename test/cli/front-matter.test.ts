import { describe, expect, test } from 'vitest'
import { leadOf, licenseOf, parseCard } from '../../src/cli/front-matter.ts'
import { nameFrom } from '../../src/cli/hub-address.ts'

describe('a card', () => {
  test('has plain fields above its text; lists, objects and nothing are none of them', () => {
    const { fields, hasFields, body } = parseCard(
      '---\nlicense: mit\ntags:\n  - a\nempty:\nname: "a: b"\nquoted: \'it\'\n  nested: x\n__proto__: y\n---\n# Title\n'
    )
    expect([...fields]).toEqual([
      ['license', 'mit'],
      ['name', 'a: b'],
      ['quoted', 'it'],
      ['__proto__', 'y']
    ])
    expect(hasFields).toBe(true)
    expect(body).toBe('# Title\n')
  })

  test.each(['', '# Title\n', 'text\n---\nlicense: mit\n---\n', '---\nlicense: mit\n', '--- a\nlicense: mit\n---\n'])(
    '%j has none',
    text => {
      expect(parseCard(text)).toEqual({ fields: new Map(), hasFields: false, body: text })
    }
  )

  test.each([
    ['license: cc-by-4.0', 'cc-by-4.0'],
    ['license: other\nlicense_name: mine', 'mine'],
    ['license: other', 'other'],
    ['title: x', undefined]
  ])('%j has the licence %s', (fields, license) => {
    expect(licenseOf(parseCard(`---\n${fields}\n---\n`))).toBe(license)
  })

  test.each([
    ['# Title\n\nWhat it\r\ndoes, **in short**.\n\nMore.', 'What it does, in short.'],
    ['# A\n\n<!-- note -->\n\n- a list\n\n[Words](x.md) of `code`.', 'Words of code.'],
    ['# Title\n', undefined]
  ])('%j begins with %j', (body, lead) => {
    expect(leadOf(parseCard(`---\na: b\n---\n${body}`))).toBe(lead)
  })
})

test.each([
  ['filter.safetensors', 'filter'],
  ['some/folder/Filter.JSON', 'filter'],
  ['C:\\models\\spam\\model.safetensors', 'spam'],
  ['models/spam/', 'spam'],
  ['https://huggingface.co/ann/polite/resolve/main/model.safetensors?download=true', 'polite'],
  ['https://hub.example/model.safetensors', 'hub.example'],
  ['model.safetensors', undefined],
  ['My Model.safetensors', undefined],
  ['../..', undefined]
])('%s is called %s', (place, name) => {
  expect(nameFrom(place)).toBe(name)
})
