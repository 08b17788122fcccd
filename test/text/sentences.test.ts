import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../src/text/index.ts'
import { anyProse, mayCut, outside, trimmed } from './pieces.ts'

const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

/** Each list of sentences, joined by `between`, comes apart as it was put together. */
function comesApart(between: string, ...sentences: string[]): void {
  expect(cut(sentences.join(between))).toEqual(sentences)
}

describe('sentencesOf', () => {
  it('covers everything but white space, in order, trimmed, and cuts no character', () => {
    fc.assert(
      fc.property(anyProse, text => {
        const ranges = sentencesOf(text)
        const allowed = mayCut(text)
        let last = 0
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(trimmed(text.slice(start, end))).toHaveLength(end - start)
          expect(allowed.has(start) && allowed.has(end)).toBe(true)
          last = end
        }
        expect(trimmed(outside(text, ranges))).toBe('')
      }),
      { numRuns: 1000 }
    )
  })

  it('knows abbreviations, initials, decimals and addresses', () => {
    comesApart(
      ' ',
      'Dr. Smith paid $3.14 to J. R. Tolkien, e.g. in the U.S.',
      'The rest was lost.',
      'See Fig. 3 and No. 5.',
      'He said no.',
      'It was, approx. then, 5 p.m. on Monday, etc.',
      'So do I.',
      'Plan B. Smith wrote it at example.com, v1.2.',
      'Newton et al. Principia was it.',
      'It is Apple Inc.',
      'The rest.'
    )
    comesApart(' ', 'Das gilt z.B. hier, vgl. Nr. 7.', 'Был г. Иванов, т.е. он.')
  })

  it('knows quotations, notes and pauses', () => {
    comesApart(' ', '"Really?" he asked.', 'Yes!', 'You too... and more…', '“It ended.”', 'Then this.[1]', '**Note.**')
    comesApart(' ', '(See below.)', 'Yahoo! is one.', 'End. 😀')
  })

  it('takes small letters for a beginning where a text has no capitals', () => {
    comesApart(' ', 'study of a wing .', 'the flow was laminar .', 'it is e.g. good, see ref. 5.', 'why?', 'because.')
    expect(cut('One is here. Two is there. three stays. Four.')).toHaveLength(3)
  })

  it('knows the stops of other scripts', () => {
    comesApart('', 'これはペンです。', '「はい。」と言った。', '本当？', 'はい！')
    comesApart('', '你好。', '“他说：好！”', '我走了。', '真的吗?', '３．１４是。')
    comesApart(' ', 'यह हिन्दी है।', 'दूसरा वाक्य है।')
    comesApart(' ', 'هل هذا جيد؟', 'نعم.')
  })

  it('ends at items, headings and lines that had room', () => {
    comesApart('\n', 'Shopping:', '- milk', '- eggs and bread', '1. Install it.', '2. Run it.')
    comesApart(' ', '1. Install it.', '2. Run it.')
    comesApart('\n', 'Milk', 'Eggs', 'Bread')
    comesApart('\r\n', '# A heading that is rather long for a heading', 'and a text in small letters under it')
    comesApart('\n\n', 'no stop here', 'nor here')
    comesApart('\n', `one line that no one would have wrapped ${'at all '.repeat(15)}`.trim(), 'Another line')
  })

  it('goes on over a wrapped line', () => {
    const wrapped =
      'This was wrapped by hand at a width of some sixty signs and\nNewton, a name, begins a line of this text; more of it is\nhere.'
    expect(cut(`${wrapped} And here.`)).toEqual([wrapped, 'And here.'])
  })

  it('begins no sentence with stops alone', () => {
    comesApart(' ', '. . one is here.', 'Two.')
  })

  it.each(['', ' \n\t\u3000', '...', '。', '\ud800', '\u0301'])('%j is its own or none', text => {
    expect(cut(text)).toEqual(text.trim() === '' ? [] : [text])
  })

  it('takes linear time', () => {
    for (const piece of ['. ', 'x\n', '-\n', '."', '.[1', 'a', ' ', '🇩🇪', '\u094d', '\ud800', '. e.g. '])
      expect(outside(piece.repeat(50_000), sentencesOf(piece.repeat(50_000))).trim()).toBe('')
  })
})
