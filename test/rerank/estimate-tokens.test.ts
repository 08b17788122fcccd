import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateTokens } from '../../src/rerank/estimate-tokens.ts'
import { anyProse } from '../text/pieces.ts'

/** Written for this test, with what OpenAI's o200k_base and cl100k_base (gpt-tokenizer 4.0.0) count. */
const measured: readonly (readonly [string, number, number])[] = [
  [
    'The wing of an aeroplane in the slipstream of a propeller has more lift than one in still air, and the gain is larger where the stream is fast.',
    35,
    35
  ],
  [
    'const total = rows.reduce((sum, row) => sum + row.price * row.count, 0)\nif (total > limit) throw new RangeError("total: expected at most " + limit)',
    42,
    42
  ],
  ['Die Tragfläche eines Flugzeugs im Luftstrom des Propellers hat mehr Auftrieb als eine in ruhiger Luft.', 24, 29],
  ['Lentokoneen siipi potkurin ilmavirrassa saa enemmän nostetta kuin siipi tyynessä ilmassa.', 27, 35],
  ['Крыло самолёта в потоке от винта имеет большую подъёмную силу, чем в спокойном воздухе.', 26, 43],
  ['螺旋桨气流中的机翼比静止空气中的机翼具有更大的升力。', 24, 38],
  ['プロペラの後流の中にある翼は、静かな空気の中の翼よりも大きな揚力を持つ。', 33, 42],
  ['जनवरी 2024 में कुल 1,250 उड़ानें रद्द की गईं।', 20, 45],
  ['프로펠러 후류 속의 날개는 정지한 공기 속의 날개보다 양력이 크다.', 26, 38],
  ['يمتلك الجناح في تيار المروحة قوة رفع أكبر من الجناح في الهواء الساكن.', 25, 44]
]

test.each(measured)('%j', (text, o200k, cl100k) => {
  const tokens = estimateTokens(text)
  expect(tokens).toBeGreaterThanOrEqual(0.95 * o200k)
  expect(tokens).toBeLessThanOrEqual(2.2 * Math.max(o200k, cl100k))
})

test('whole numbers, at most 1.4 a unit, and 0 for nothing', () => {
  fc.assert(
    fc.property(anyProse, text => {
      const tokens = estimateTokens(text)
      expect(Number.isInteger(tokens)).toBe(true)
      expect(tokens).toBeGreaterThanOrEqual(text.trim() === '' ? 0 : 1)
      expect(tokens).toBeLessThanOrEqual(Math.ceil(1.4 * text.length))
    })
  )
  expect(estimateTokens('')).toBe(0)
})

test('the words of English cost less than those of a language beside it', () => {
  const english = 'The wing of the aeroplane is in the slipstream of the propeller, and that is why it has lift.'
  const dutch = 'De vleugel van het vliegtuig staat in de luchtstroom van de schroef, en daarom heeft hij lift.'
  expect(english.length / estimateTokens(english)).toBeGreaterThan(3.8)
  expect(dutch.length / estimateTokens(dutch)).toBeLessThan(3.5)
})

test('a text is English from 15 % of such words on', () => {
  const bananas = ' bananas'.repeat(17)
  expect(estimateTokens(`the of and${bananas}`)).toBe(Math.ceil(20 + 17 / 4))
  expect(estimateTokens(`the of${bananas}`)).toBeGreaterThan(28)
})

test('linear, whatever the text', () => {
  for (const piece of ['a', '漢', '\ud800', 'the ', '\n'])
    expect(estimateTokens(piece.repeat(100_000))).toBeGreaterThan(0)
})
