import { describe, expect, it } from 'vitest'
import { underAttack } from '../../bench/evasion/attacks.ts'
import { FILTERS } from '../../bench/evasion/filters.ts'
import { leet, leetDrawn } from '../../bench/evasion/leet.ts'
import { accents, unseen, zalgo } from '../../bench/evasion/marks.ts'
import { figuresOf, thresholdAt } from '../../bench/evasion/measure.ts'
import { mixed } from '../../bench/evasion/mixed.ts'
import { cyrillic, greek } from '../../bench/evasion/scripts.ts'
import { joined, spaced, spelled, split } from '../../bench/evasion/spacing.ts'
import { cases, dropped, masked, punctuated, respelled, stretched, swapped } from '../../bench/evasion/spelling.ts'
import { phonetic, regional, styles } from '../../bench/evasion/styles.ts'
import { recallAtFpr } from '../../bench/metrics.ts'

const SINGLE = [
  ...[leet, leetDrawn, cyrillic, greek, styles, regional, phonetic, zalgo, accents, unseen, spelled, spaced, split],
  ...[joined, stretched, masked, swapped, dropped, respelled, cases, punctuated]
]
const ALL = [...SINGLE, mixed(SINGLE)]
const TEXT = 'You have won a guaranteed prize of £1000, call free and fetch your money now!'
const texts = Array.from({ length: 20 }, (_, i) => `${TEXT} ${i}`)

describe.each(ALL.map(attack => [attack.name, attack] as const))('%s', (_, attack) => {
  it('disguises every text, the same for a seed and another for another', () => {
    const once = underAttack(attack, texts, 3)
    expect(once.every((text, i) => text !== texts[i])).toBe(true)
    expect(underAttack(attack, texts, 3)).toEqual(once)
    // One script for all letters leaves nothing to chance.
    if (attack !== cyrillic && attack !== greek) expect(underAttack(attack, texts, 4)).not.toEqual(once)
    // A text's disguise is its own, whatever stands beside it.
    expect(underAttack(attack, texts.slice(0, 3), 3)).toEqual(once.slice(0, 3))
  })

  it('takes empty texts and leaves numbers', () => {
    expect(underAttack(attack, ['', ' '], 1).map(text => text.trim())).toEqual(['', ''])
    for (const text of underAttack(attack, texts, 5)) {
      const number = attack === spaced ? /1 0 0 0/ : /1000/
      expect(text).toMatch(number)
    }
  })
})

describe.each([leet, cyrillic, split, masked, swapped].map(attack => [attack.name, attack] as const))(
  '%s',
  (_, attack) => {
    it('leaves addresses', () => {
      const [text] = underAttack(attack, ['www.example.com/free https://example.com/money someone@example.com'], 1)
      expect(text).toBe('www.example.com/free https://example.com/money someone@example.com')
    })
  }
)

describe('the figures of a filter', () => {
  const scores = [0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1]
  const unwanted = [true, true, false, true, false, true, false, false]

  it('are shares above a threshold', () => {
    expect(figuresOf({ scores, unwanted }, 0.75)).toEqual({
      recall: 0.75,
      falseAlarms: 0.25,
      recallAtOne: 0.5,
      falseAlarmsAtOne: 0
    })
  })

  it.each([0, 0.25, 0.5, 0.99])('at a rate of false alarms of %d agree with the other reckoning of it', rate => {
    const strict = thresholdAt({ scores, unwanted }, rate)
    expect(figuresOf({ scores, unwanted }, strict).recallAtOne).toBe(recallAtFpr(scores, unwanted, rate))
  })
})

describe('the rows of a filter', () => {
  it('are those of the works of the same name, the ones to learn from apart', () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => ({
      text: `text ${i % 11_000}`,
      label: ['ham', 'spam'][i % 2]
    }))
    for (const { split: parts } of FILTERS) {
      const { train, test } = parts(rows)
      const seen = new Set(train)
      expect(test.some(row => seen.has(row))).toBe(false)
      expect(train.length).toBeGreaterThan(4000)
      expect(test.length).toBeGreaterThan(2000)
    }
  })
})
