import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHtml } from '../../../src/cli/documents/html.ts'

const read = (html: string) => readHtml(html, 'page.html', 'page.html')
const textOf = (html: string) =>
  read(html)
    .map(section => section.text)
    .join('\n---\n')

describe('a page of a documentation', () => {
  const page = readFileSync(new URL('../../../fixtures/documents/birdbox/reference.html', import.meta.url), 'utf8')

  test('sections with anchors and titles; navigation, scripts, styles and templates left out', () => {
    expect(read(page)).toEqual([
      {
        id: 'page.html#reference',
        title: 'Reference · Birdbox',
        text: 'Settings stand in /etc/birdbox.conf, one on a line: name = value. Café owners & schools: see Sharing.'
      },
      {
        id: 'page.html#night',
        title: 'Reference · Birdbox › Light & night',
        text: [
          'light',
          'on, off or auto. Infrared of 940\u00a0nm, which birds do not see.',
          'threshold',
          'Difference between two pictures that wakes the camera: 0 < threshold ≤ 255.',
          '',
          '# the end of dusk\nlight     = auto\nthreshold = 12\n\n[night]\nfrom = "21:30"'
        ].join('\n')
      },
      {
        id: 'page.html#sharing',
        title: 'Reference · Birdbox › Sharing',
        text: [
          'Pictures leave the house only where you say so:\neach album has a key of its own.',
          'Right\tMay\nguest\tsee today\nfriend\tsee and keep everything'
        ].join('\n\n')
      }
    ])
  })

  test('line ends of Windows change nothing', () => {
    expect(read(page.replaceAll('\n', '\r\n'))).toEqual(read(page))
  })
})

describe('text', () => {
  test.each([
    ['white space is one space, none at the ends', ' a\n\t b <b> c</b>  <i> d </i>e ', 'a b c d e'],
    ['letters of one word, tags between', 'un<b>beliv</b>able', 'unbelivable'],
    ['paragraphs', '<p>a</p><p>b<p>c', 'a\n\nb\n\nc'],
    ['blocks have lines of their own', 'a<div>b</div>c', 'a\nb\nc'],
    ['breaks', 'a<br>b<br><br><br>c', 'a\nb\n\nc'],
    ['a list within a list', 'x<ul><li>a<ol><li>b</ol><li>c</ul>y', 'x\n\na\nb\nc\n\ny'],
    ['cells of a table', '<table><tr><td> a <td>b<tr><td>c<td>d</table>', 'a\tb\nc\td'],
    ['code as it is', '<pre>\n  a\n\n\tb &lt; c\n</pre>d', '  a\n\n\tb < c\n\nd'],
    ['code in colours', '<pre><code><i>a</i>\n\n<i>b</i>\n</code></pre>', 'a\n\nb'],
    ['entities', '&lt;b&gt; &amp;amp; &eacute;&#128077;&#x1F44D; &nosuch; &copy', '<b> &amp; é👍👍 &nosuch; ©'],
    ['a space that does not break is a letter', 'a&nbsp;b', 'a\u00a0b'],
    ['words for a picture', 'a <img alt="b c"> d<img>', 'a b c d'],
    ['what is hidden', 'a<p hidden>b</p><span aria-hidden="true">c<br>d</span><input hidden>e', 'ae'],
    ['within what is left out', '<nav>a<nav>b</nav><h1>c</h1><br>d</nav>e', 'e'],
    ['the main part, where there is one', '<p>a<main><p>b<div>c</div></main>d<p>e', 'b\n\nc'],
    ['an older name for it', 'a<div role="main">b<div>c</div></div><div>d</div>', 'b\nc'],
    ['one within another, and a second', 'a<main>b<p role="main">c</p>d</main>e<main>f</main>g', 'b\n\nc\n\nd\nf'],
    ['one that is hidden', 'a<main hidden>b</main>c', 'ac'],
    ['navigation by its role', 'a<ul role="navigation"><li>b</ul>c', 'ac'],
    ['comments, declarations, unknown tags', '<!doctype html><?xml?>a<!-- b --><x-y>c</x-y>', 'ac'],
    ['tags that do not fit', '</p>a</div></b><i>b', 'ab'],
    ['nothing', '', ''],
    ['tags alone', '<html><body><p> </p>', '']
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text)
  })

  test('words come through in order, however they are wrapped, with nothing of what is left out', () => {
    const word = fc.constantFrom('nest', 'box', '&amp;', 'é', '👍', 'constructor')
    const wrap = (inner: fc.Arbitrary<string>) =>
      fc.tuple(fc.constantFrom('b', 'p', 'div', 'li', 'table', 'span', 'x-y', 'section'), inner)
    const page = fc.letrec<{ node: string }>(tie => ({
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        word,
        wrap(tie('node')).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a} ${b}`),
        fc.constantFrom('script', 'style', 'nav', 'template').map(tag => `<${tag}>gone <p>gone</${tag}>`)
      )
    })).node
    fc.assert(
      fc.property(page, html => {
        const shown = html.replace(/<(script|style|nav|template)>.*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
        const letters = (text: string) => text.replaceAll('&amp;', '&').replace(/\s+/g, '')
        expect(letters(textOf(html))).toBe(letters(shown))
      })
    )
  })
})

describe('headings', () => {
  const found = (html: string) => read(html).map(({ id, title, text }) => [id, title, text])

  test('what stands before the first is the page itself, called as its title or else its file', () => {
    expect(found('a<h1>B</h1>c')).toEqual([
      ['page.html', 'page.html', 'a'],
      ['page.html#b', 'B', 'c']
    ])
    expect(found('<title>T</title>a<title>U</title><h2>B</h2>c')).toEqual([
      ['page.html', 'T', 'a'],
      ['page.html#b', 'T › B', 'c']
    ])
  })

  test('a title is the headings above', () => {
    const titles = read('<h2>a</h2>.<h4>b</h4>.<h3>c</h3>.<h4>d</h4>.<h1>e</h1>.<h2>f</h2>.').map(one => one.title)
    expect(titles).toEqual(['a', 'a › b', 'a › c', 'a › c › d', 'e', 'e › f'])
  })

  test.each([
    ['Install', 'Install', 'Install'],
    ['Install · Birdbox', 'Install', 'Install · Birdbox'],
    ['What is a nest? - Birdbox', 'What Is a Nest?', 'What is a nest? - Birdbox'],
    ['Installation', 'Install', 'Installation › Install'],
    ['Birdbox', 'Install', 'Birdbox › Install']
  ])('a page called %j with the heading %j: %j', (title, heading, expected) => {
    expect(read(`<title>${title}</title><h1>${heading}</h1>a<h2>b</h2>c`).map(one => one.title)).toEqual([
      expected,
      `${expected} › b`
    ])
  })

  test('with nothing but further headings under it, it is in their titles alone; at the end it stands for itself', () => {
    expect(found('<h1>a</h1><h2>b</h2>text<h2>c</h2><h1>d</h1>')).toEqual([
      ['page.html#b', 'a › b', 'text'],
      ['page.html#c', 'a › c', ''],
      ['page.html#d', 'd', '']
    ])
  })

  test('before the main part they are forgotten, after it not read; the title stays', () => {
    expect(found('<title>T</title><h1>a</h1>b<h2>c</h2><main>d<h1>a</h1>e</main><h1>f</h1>g')).toEqual([
      ['page.html', 'T', 'd'],
      ['page.html#a', 'T › a', 'e']
    ])
  })

  test('anchors of its own, and one for each where two are the same', () => {
    const ids = read('<h2 id="x">a</h2>.<h2>a</h2>.<h2>a</h2>.<h2 id="x">b</h2>.<h2 id="">a</h2>.').map(one => one.id)
    expect(ids.map(id => String(id).split('#')[1])).toEqual(['x', 'a', 'a-1', 'x-1', 'a-2'])
  })

  test.each([
    ['<h1>a\n <i>b</i><br>c</h1>', 'a b c'],
    ['<h1>Name <a href="#x">#</a></h1>', 'Name'],
    ['<h1>Name<a href="#x">¶</a></h1>', 'Name'],
    ['<h1>Name <a href="#x">&#8203;</a></h1>', 'Name'],
    ['<h1>C#</h1>', 'C#'],
    ['<h1><img alt="Logo"> Name</h1>', 'Name'],
    ['<h1><img alt="Logo"><img></h1>', 'Logo'],
    ['<h1>open<h2>other</h2>', 'open › other'],
    ['<h1>never closed', 'never closed']
  ])('%s is called %j', (html, title) => {
    expect(read(html).map(section => section.title)).toEqual([title])
  })

  test('an empty one is none', () => {
    expect(found('a<h1> <img></h1>b')).toEqual([['page.html', 'page.html', 'a\n\nb']])
  })
})
