import { describe, expect, test } from 'vitest'
import type { Attack } from '../../bench/evasion/attack.ts'
import { underAttack } from '../../bench/evasion/attacks.ts'
import { leet, leetDrawn } from '../../bench/evasion/leet.ts'
import { accents, unseen, zalgo } from '../../bench/evasion/marks.ts'
import { mixed } from '../../bench/evasion/mixed.ts'
import { cyrillic, greek } from '../../bench/evasion/scripts.ts'
import { joined, spaced, spelled, split } from '../../bench/evasion/spacing.ts'
import { cases, dropped, masked, punctuated, respelled, stretched, swapped } from '../../bench/evasion/spelling.ts'
import { phonetic, regional, styles } from '../../bench/evasion/styles.ts'
import { loadClassifier, type Preset, trainClassifier } from '../../src/classify/index.ts'
import { demo } from './samples.ts'

/** Attacks that leave every letter to be read, and attacks that take letters away or move them. */
const WHOLE = [leet, cyrillic, greek, styles, regional, zalgo, accents, unseen, spelled, cases, punctuated]
const BROKEN = [leetDrawn, phonetic, spaced, split, joined, stretched, masked, swapped, dropped, respelled]
const ATTACKS = [...WHOLE, ...BROKEN, mixed([...WHOLE, ...BROKEN])]

describe.each<[Preset, string]>([
  ['spam', 'spam'],
  ['toxicity', 'toxic']
])('the demo of %s, disguised', (preset, unwanted) => {
  const classifier = trainClassifier(demo(`${preset}.train`), { preset })
  const rows = demo(`${preset}.test`)
  const texts = (kind: boolean) => rows.filter(({ label }) => (label === unwanted) === kind).map(({ text }) => text)
  const share = (list: readonly string[]) =>
    list.filter(text => classifier.classify(text).label === unwanted).length / list.length
  const found = share(texts(true))
  const alarms = share(texts(false))
  const attacked = (attack: Attack, kind: boolean) =>
    share([1, 2, 3].flatMap(seed => underAttack(attack, texts(kind), seed)))

  test.each(ATTACKS.map(attack => [attack.name, attack] as const))('%s', (_, attack) => {
    const allowed = WHOLE.includes(attack) ? 0.08 : 0.25
    expect(attacked(attack, true)).toBeGreaterThanOrEqual(found - allowed)
    expect(attacked(attack, false)).toBeLessThanOrEqual(alarms + allowed)
  })

  test('without folding most of them would pass', () => {
    const naive = trainClassifier(demo(`${preset}.train`))
    const passes = WHOLE.filter(attack => {
      const list = underAttack(attack, texts(true), 1)
      const caught = list.filter(text => naive.classify(text).label === unwanted).length / list.length
      return caught < found - 0.15
    })
    expect(passes.length).toBeGreaterThan(3)
  })
})

test('reasons of a disguised text stand where they are in it', () => {
  const classifier = trainClassifier(demo('toxicity.train'), { preset: 'toxicity' })
  const text = 'you absolute m.0.r.0.n, did you even rеаd the ☆article☆'
  const [first] = classifier.explain(text, { label: 'toxic' })
  expect(text.slice(first.start, first.end)).toBe(first.text)
  const parts = classifier.explain(text, { label: 'toxic', limit: 99 })
  const spelled = parts
    .filter(({ start, end }) => start >= 13 && end <= 22)
    .reduce((sum, { weight }) => sum + weight, 0)
  expect(spelled).toBeGreaterThan(0)
})

test('a classifier of disguised texts is the same when loaded, and learns', () => {
  const classifier = trainClassifier(demo('spam.train').slice(0, 80), { preset: 'spam', dims: 2 ** 12 })
  const text = 'W1NN3R!! c l a i m your рrіzе n*w'
  expect(loadClassifier(classifier.save()).classify(text)).toEqual(classifier.classify(text))
  const learned = classifier.learn([{ text, label: 'spam' }])
  expect(loadClassifier(learned.save()).classify(text)).toEqual(learned.classify(text))
})
