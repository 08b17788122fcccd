import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHtml } from '../../../src/cli/documents/html.ts'
import { readMarkdown } from '../../../src/cli/documents/markdown.ts'

const read = (markdown: string) => readMarkdown(markdown, 'page.md', 'page.md')
const fixture = (name: string) =>
  read(readFileSync(new URL(`../../../fixtures/documents/birdbox/${name}`, import.meta.url), 'utf8'))

describe('pages of a documentation', () => {
  test('front matter, nested lists, code, a table, inline HTML, a comment', () => {
    expect(fixture('guide/install.md')).toEqual([
      {
        id: 'page.md',
        title: 'Setting up Birdbox',
        text: 'Setting up takes half an hour, a ladder and one calm day in winter: birds look for a place long before they build.'
      },
      {
        id: 'page.md#hang-the-camera',
        title: 'Setting up Birdbox › Hang the camera',
        text: 'Screw the camera under the roof, lens down, at least 18\u00a0cm above the nest. Never hang it while a nest is in use.'
      },
      {
        id: 'page.md#aim',
        title: 'Setting up Birdbox › Hang the camera › Aim',
        text:
          'Look at the picture while you turn the ring. It is sharp when you can read the word on the test card.\n\n' +
          'birdbox look --port 8080   # opens http://birdbox.local:8080'
      },
      {
        id: 'page.md#power',
        title: 'Setting up Birdbox › Hang the camera › Power',
        text: [
          'Choose one:\n',
          'Solar. The panel faces south, and',
          'is free of leaves,',
          'has its cable in a drip loop, so that rain runs off before it reaches the box.',
          'Mains. Use the adapter; a phone charger of less than 1 A is too weak.'
        ].join('\n')
      },
      {
        id: 'page.md#join-the-network',
        title: 'Setting up Birdbox › Join the network',
        text: [
          'Setting\tMeaning\tDefault',
          'ssid\tname of the network\tnone',
          'band\t2.4 or 5 GHz\t2.4',
          'sleep\tminutes without a bird before it sleeps\t3\n',
          'Walls of stone take most of the signal. Reset for ten seconds forgets the network.'
        ].join('\n')
      },
      {
        id: 'page.md#aim-1',
        title: 'Setting up Birdbox › Join the network › Aim',
        text: 'The aerial is flat and hears best across its broad side: aim it at the house.'
      }
    ])
  })

  test('the same heading twice, signs in headings, a quote, a fold-out', () => {
    const sections = fixture('guide/trouble.md')
    expect(sections.map(({ id, title }) => [id, title])).toEqual([
      ['page.md', 'page.md'],
      ['page.md#why', 'The picture is black › Why'],
      ['page.md#what-to-do', 'The picture is black › What to do'],
      ['page.md#why-1', 'The battery is empty by noon › Why'],
      ['page.md#what-to-do-1', 'The battery is empty by noon › What to do'],
      ['page.md#whats-that-noise', "What's that noise?!"]
    ])
    expect(sections[4].text).toBe(
      'Raise threshold from 12 to 30 — or cut the branch.\n\nStill empty?\n\n' +
        'Batteries older than five years hold half of their charge. Order part BB-7.'
    )
  })

  test('a heading in HTML, as READMEs have it', () => {
    expect(fixture('README.md').map(({ id, title }) => [id, title])).toEqual([
      ['page.md#birdbox', 'Birdbox'],
      ['page.md#what-is-in-the-box', 'Birdbox › What is in the box'],
      ['page.md#help', 'Birdbox › Help']
    ])
  })
})

describe('plain text', () => {
  test.each([
    ['marks', '*a* __b__ ~~c~~ `d` [e](f "g") ![h](i) <https://j.k>', 'a b c d e h https://j.k'],
    ['escapes and entities', '\\*a\\* &amp;lt; &copy; 1 < 2', '*a* &lt; © 1 < 2'],
    ['code keeps what looks like markup', '```html\n<b>&amp;</b>  *x*\n\n# y\n```', '<b>&amp;</b>  *x*\n\n# y'],
    ['code by indentation', 'a\n\n    b\n      c\n\nd', 'a\n\nb\n  c\n\nd'],
    ['a code span', '`` a ` <b> ``', 'a ` <b>'],
    ['lines and breaks', 'a\nb  \nc\\\nd', 'a b\nc\nd'],
    ['references', '[a][1] [b]\n\n[1]: x "y"\n[b]: z', 'a b'],
    ['a task list', '- [x] a\n- [ ] b', 'a\nb'],
    [
      'a tag named in a sentence',
      'the <title> tag, <b>not</b> <script>x</script>',
      'the <title> tag, not <script>x</script>'
    ],
    ['a script of its own', 'a\n\n<script>\nx\n</script>\n\nb', 'a\n\nb'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\nb']
  ])('%s', (_, markdown, text) => {
    expect(read(markdown)).toEqual([{ id: 'page.md', title: 'page.md', text }])
  })

  test.each(['', '\n \n', '---\ntitle: x\n---\n', '[a]: b\n', '<!-- a -->'])('%j has none', markdown => {
    expect(read(markdown)).toEqual([])
  })
})

describe('front matter', () => {
  test('its title is that of the page, and is said once', () => {
    expect(read('---\ntitle: Set up\n---\n# Set up\na\n## b\nc').map(one => one.title)).toEqual([
      'Set up',
      'Set up › b'
    ])
  })

  test('without a title it is left out all the same; a line within the text is none', () => {
    expect(read('---\ntags: [a]\n---\nb')).toEqual([{ id: 'page.md', title: 'page.md', text: 'b' }])
    expect(read('a\n\n---\n\ntitle: b').map(one => one.text)).toEqual(['a\n\ntitle: b'])
  })
})

test('what Markdown and HTML say alike is read alike', () => {
  const words = fc.array(fc.constantFrom('nest', 'box', 'owl', '__proto__', '日本', "what's"), {
    minLength: 1,
    maxLength: 4
  })
  const block = fc.oneof(
    words.map(text => ({ markdown: text.join(' '), html: `<p>${text.join('\n')}</p>` })),
    fc.tuple(fc.integer({ min: 1, max: 6 }), words).map(([depth, text]) => ({
      markdown: `${'#'.repeat(depth)} ${text.join(' ')}`,
      html: `<h${depth}>${text.join(' ')}</h${depth}>`
    })),
    words.map(text => ({
      markdown: `\`\`\`\n${text.join('  ')}\n\n\`\`\``,
      html: `<pre>\n${text.join('  ')}\n\n</pre>`
    })),
    words.map(text => ({
      markdown: text.map(one => `- \`${one}\``).join('\n'),
      html: `<ul>${text.map(one => `<li>${one}</li>`).join('')}</ul>`
    }))
  )
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), blocks => {
      const plain = (text: string) => text.replaceAll('__proto__', '\\_\\_proto\\_\\_')
      // Code is as it is; two lists would be one.
      const markdown = blocks
        .map(one => (/^[-`]/.test(one.markdown) ? one.markdown : plain(one.markdown)))
        .join('\n\n<!-- -->\n\n')
      const html = blocks.map(one => one.html).join('\n')
      expect(read(markdown)).toEqual(readHtml(html, 'page.md', 'page.md'))
    })
  )
})

test('quotes without end in one another', () => {
  expect(() => read(`${'>'.repeat(10_000)}a`)).toThrow('page.md: lists or quotes too deep in one another to read')
})
