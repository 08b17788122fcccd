import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fewPerClass,
  firstPerClass,
  permutedRows,
  randomRows,
  type Split,
  stratifiedFold,
  withoutDuplicates
} from '../../bench/data/draws.ts'
import { labelsIn, WORKS } from '../../bench/data/works.ts'
import { createRandom } from '../../src/math/index.ts'

const labels = Array.from({ length: 60 }, (_, i) => ['b', 'a', 'c', 'a'][i % 4])
const rowsOf = (label: string) => labels.flatMap((l, i) => (l === label ? [i] : []))

function expectPartition({ train, test }: Split, rows: number): void {
  expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i))
}

describe('fewPerClass', () => {
  it('takes k of each class and leaves all others, in file order', () => {
    const split = fewPerClass(labels, 5, 3)
    expectPartition(split, labels.length)
    expect(split.train.map(i => labels[i])).toEqual([...'aaaaabbbbbccccc'])
    expect(split.test).toEqual([...split.test].sort((a, b) => a - b))
  })

  it('is one generator over the classes in label order, the first k of each permutation', () => {
    const random = createRandom(7)
    const expected = ['a', 'b', 'c'].flatMap(label => {
      const rows = rowsOf(label)
      return Array.from(random.permutation(rows.length).slice(0, 2), at => rows[at])
    })
    expect(fewPerClass(labels, 2, 7).train).toEqual(expected)
  })

  it('repeats for a seed and changes with it', () => {
    expect(fewPerClass(labels, 5, 1)).toEqual(fewPerClass(labels, 5, 1))
    expect(fewPerClass(labels, 5, 1).train).not.toEqual(fewPerClass(labels, 5, 2).train)
  })

  it('names the class that is too small', () => {
    expect(() => fewPerClass(['a', 'a', 'b'], 2, 0)).toThrow('label b: expected at least 2 rows, got 1')
  })
})

describe('firstPerClass', () => {
  it('takes the first k of each class in file order', () => {
    expect(firstPerClass(['b', 'a', 'b', 'b', 'a', 'a'], 2)).toEqual([0, 1, 2, 4])
    expect(() => firstPerClass(['b', 'a', 'b'], 2)).toThrow('label a')
  })
})

describe('stratifiedFold', () => {
  it('tests every row in exactly one fold, classes spread evenly', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y', 'constructor'), { minLength: 1, maxLength: 80 }), list => {
        const folds = [0, 1, 2, 3, 4].map(f => stratifiedFold(list, 5, f))
        for (const fold of folds) expectPartition(fold, list.length)
        expect(folds.flatMap(f => f.test).sort((a, b) => a - b)).toEqual(list.map((_, i) => i))
        for (const label of new Set(list)) {
          const counts = folds.map(f => f.test.filter(i => list[i] === label).length)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
      })
    )
  })

  it('goes by the order within the class', () => {
    expect(stratifiedFold(['h', 's', 'h', 'h', 's'], 2, 0).test).toEqual([0, 1, 3])
    expect(stratifiedFold(['h', 's', 'h', 'h', 's'], 2, 1).test).toEqual([2, 4])
  })
})

describe('randomRows', () => {
  it('is the start of a permutation where that shows every class', () => {
    const split = randomRows(labels, 20, 4)
    expectPartition(split, labels.length)
    expect(split.train).toEqual(Array.from(createRandom(4).permutation(60).slice(0, 20)))
  })

  it('draws again until every class shows', () => {
    const rare = [...Array<string>(30).fill('ham'), 'spam']
    for (let seed = 0; seed < 20; seed++) {
      const { train } = randomRows(rare, 3, seed)
      expect(train).toHaveLength(3)
      expect(train).toContain(30)
    }
  })

  it('gives up on what cannot be', () => {
    expect(() => randomRows(['a', 'b', 'c'], 2, 0)).toThrow('all 3 classes')
  })
})

describe('permutedRows', () => {
  it('is two neighbouring pieces of one permutation', () => {
    const { train, test } = permutedRows(20, 5, 7, 0)
    expect([...train, ...test]).toEqual(Array.from(createRandom(0).permutation(20).slice(0, 12)))
    expect([train.length, test.length]).toEqual([5, 7])
    expect(() => permutedRows(20, 15, 6, 0)).toThrow('at least 21')
  })
})

describe('withoutDuplicates', () => {
  it('keeps the first row of each exact text', () => {
    const rows = ['a', 'A', 'a', 'a ', '__proto__', '__proto__'].map((text, i) => ({ text, i }))
    expect(withoutDuplicates(rows).map(({ i }) => i)).toEqual([0, 1, 3, 4])
  })
})

describe('works', () => {
  const row = (text: string, label: string, split = 'test') => ({ text, label, split })
  const workOf = (name: string) => {
    const work = WORKS.find(w => w.name === name)
    if (!work) throw new Error(`work ${name}: expected to exist`)
    return work
  }

  it('never tests a row it learnt from', () => {
    const rows = Array.from({ length: 40_000 }, (_, i) =>
      row(`t${i}`, ['neither', 'offensive', 'hate_speech'][i % 3], i < 30_000 ? 'train' : 'test')
    )
    for (const work of WORKS) {
      const prepared = work.prepare(rows)
      const { train, test } = work.split(prepared, work.draws - 1)
      const learnt = new Set(train)
      expect(test.length, work.name).toBeGreaterThan(0)
      expect(
        test.filter(i => learnt.has(i) || prepared[i] === undefined),
        work.name
      ).toEqual([])
    }
  })

  it('learns agnews-1250 from the train split alone and tests the test split whole', () => {
    const rows = Array.from({ length: 6000 }, (_, i) => row(`t${i}`, 'ab'[i % 2], i % 3 === 0 ? 'test' : 'train'))
    const work = workOf('agnews-1250')
    const prepared = work.prepare(rows)
    const { train, test } = work.split(prepared, 0)
    expect(new Set(train.map(i => prepared[i].split))).toEqual(new Set(['train']))
    expect(train).toHaveLength(2500)
    expect(test.map(i => prepared[i].text)).toEqual(rows.filter(r => r.split === 'test').map(r => r.text))
    expect(train.map(i => prepared[i].text)).toEqual(
      ['a', 'b']
        .flatMap(label => rows.filter(r => r.split === 'train' && r.label === label).slice(0, 1250))
        .sort((a, b) => rows.indexOf(a) - rows.indexOf(b))
        .map(r => r.text)
    )
  })

  it('calls hate speech and offence abusive', () => {
    const prepared = workOf('davidson').prepare([row('1', 'hate_speech'), row('2', 'neither'), row('3', 'offensive')])
    expect(prepared.map(r => r.label)).toEqual(['abusive', 'neither', 'abusive'])
    expect(labelsIn(prepared)).toEqual(['abusive', 'neither'])
  })
})
