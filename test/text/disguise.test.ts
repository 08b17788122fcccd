import { describe, expect, it } from 'vitest'
import { type NormalizeOptions, normalize, normalizeMapped } from '../../src/text/index.ts'

const CHANGED: Record<string, [NormalizeOptions, [string, string][]]> = {
  confusables: [
    { confusables: true },
    [
      ['viаgrа', 'viagra'],
      ['free раураl now', 'free paypal now'],
      ['Click НЕRЕ', 'click here'],
      ['go to СНАТ now', 'go to chat now'],
      ['ꜰʀᴇᴇ money', 'free money'],
      ['frее in fгee', 'free in fгee']
    ]
  ],
  leet: [
    { leet: true },
    [
      ['h4te $hit @ss v1agra', 'hate shit ass viagra'],
      ['l0ser5 h3ll0 pa55word l33ts', 'losers hello password leets'],
      ['a$$ a55hole sh!t @sshole bit$', 'ass asshole shit asshole bits'],
      ['p0rn, (b1tch) "c@sh"', 'porn, (bitch) "cash"']
    ]
  ],
  stretched: [
    { stretched: true },
    [
      ['soooo', 'soo'],
      ['sooooooooOOO', 'soo'],
      ['coool yessss', 'cool yess'],
      ['哈哈哈哈 жжжж 𝒳𐐨𐐨𐐨𐐨', '哈哈 жж x𐐨𐐨']
    ]
  ],
  spaced: [
    { spaced: true },
    [
      ['f u c k you', 'fuck you'],
      ['buy v.i.a.g.r.a now', 'buy viagra now'],
      ['a v.i.a.g.r.a', 'a viagra'],
      ['s-e-x s_e_x s*e*x', 'sex sex sex'],
      ['f u c k.', 'fuck.'],
      ['U.S.A. é t é', 'usa. été'],
      ['n a\u0301 b', 'náb']
    ]
  ]
}

const KEPT: Record<string, [NormalizeOptions, string[]]> = {
  confusables: [
    { confusables: true },
    [
      'привет, как дела? она сама рассорила соседа',
      'сосо',
      'купил себе новый iphoneа вчера',
      'ένα ωραίο κείμενο',
      'the α decay and the β',
      'he met оса in москва',
      'naïve café, straße, ıspanak'
    ]
  ],
  leet: [
    { leet: true },
    [
      '3pm 2nd 1st 4th 10am 7up 90s 1990s',
      'covid19 mp3 mp3s ps4 win10 x64 h1n1 b2b k8s i18n utf8',
      '£100 $100 us$100 us$ $5k 1,000 3.14 100% 0800-123-456',
      '@someone @bob john.d0e@example.com http://a1b.example/x3y www.s3cure.example',
      'hello! wow!! great!thanks $ $$ $$$ @ ! a$',
      '第3回 г1де'
    ]
  ],
  stretched: [{ stretched: true }, ['good book', '1000000', '!!!! ....', 'aabbcc', '---']],
  spaced: [
    { spaced: true },
    [
      'plan a i think',
      'e.g. this, i.e. that',
      'x-y-z-axis',
      'a t a b-movie',
      "it's a b",
      '1 2 3 4',
      '我 爱 你',
      'a b',
      'a, b, c'
    ]
  ]
}

describe.each(Object.entries(CHANGED))('%s', (name, [options, cases]) => {
  it.each(cases)('%s → %s', (text, expected) => {
    expect(normalize(text, options)).toBe(expected)
    expect(normalizeMapped(text, options).text).toBe(expected)
  })

  it.each(cases)('is off by default: %s', text => {
    expect(normalize(text)).toBe(normalize(text, { [name]: false }))
    expect(normalize(text)).not.toBe(normalize(text, options))
  })
})

describe.each(Object.entries(KEPT))('%s leaves alone', (_, [options, texts]) => {
  it.each(texts)('%s', text => {
    expect(normalize(text, options)).toBe(normalize(text))
  })
})

describe('all together', () => {
  const all: NormalizeOptions = { confusables: true, accents: true, leet: true, stretched: true, spaced: true }

  it('sees through several disguises at once', () => {
    expect(normalize('F\u200bR33333E f.r.é.e v1ааааgra', all)).toBe('fr33333e free viaagra')
  })

  it.each([
    ['a', 'aa'],
    ['$', '$'.repeat(1e6)],
    [' ', ' '.repeat(1e6)],
    ['@', '@'.repeat(1e6)],
    ['é', 'ee'],
    ['\u0301', '']
  ])('takes a megabyte of %j', (unit, expected) => {
    expect(normalize(unit.repeat(1e6), all) === expected).toBe(true)
  })

  it.each([
    ['a ', 'aa '],
    ['a.', 'aa.'],
    ['1a', '1a'.repeat(5e5)]
  ])('takes a megabyte of %j', (unit, expected) => {
    expect(normalize(unit.repeat(5e5), all) === expected).toBe(true)
  })
})
