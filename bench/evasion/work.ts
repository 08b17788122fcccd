import { readSet, requireSets } from '../data/read.ts'
import type { Table } from '../report/table.ts'
import { BenchError, type Measure, OURS, type Request, type Row } from '../suite.ts'
import type { Attack } from './attack.ts'
import { allAttacks, underAttack } from './attacks.ts'
import { FILTERS, type Filter, trained } from './filters.ts'
import { installed } from './look-alikes.ts'
import { type Figures, figuresOf, thresholdAt } from './measure.ts'

export const EVASION = {
  name: 'evasion',
  title: 'filters for SMS Spam (fold 0, five disguises of a row) and Davidson tweets, presets alone, under attack'
}

/** The first seed of the disguises. */
const SEED = 11

const share = (value: number) => value.toFixed(3)

/** What the table of the work sums up; the table itself has every attack. */
export const EVASION_MEASURES: readonly Measure[] = FILTERS.flatMap(({ name }) => [
  { name: `${name}_recall`, show: share, about: `share of unwanted texts found, as they were written (${name})` },
  { name: `${name}_drop_max`, show: share, about: 'what that share loses under the worst attack' },
  { name: `${name}_fpr`, show: share, about: 'share of harmless texts called unwanted, as they were written' },
  { name: `${name}_fpr_rise_mean`, show: share, about: 'how much that share rises under attack, mean over the attacks' }
])

interface Result {
  readonly filter: Filter
  readonly clean: Figures
  /** One for each attack. */
  readonly attacked: readonly Figures[]
}

function judge(filter: Filter, attacks: readonly Attack[], { data, log }: Request): Result {
  const { train, test } = filter.split(readSet(data, filter.set))
  const score = trained(filter, train)
  const texts = test.map(({ text }) => text)
  const unwanted = test.map(({ label }) => label === filter.unwanted)
  const clean = { scores: texts.map(score), unwanted }
  const strict = thresholdAt(clean, 0.01)
  const seeds = Array.from({ length: filter.seeds }, (_, i) => SEED + i)
  const attacked = attacks.map(attack => {
    const scores = seeds.flatMap(seed => underAttack(attack, texts, seed).map(score))
    return figuresOf({ scores, unwanted: seeds.flatMap(() => unwanted) }, strict)
  })
  log(`${EVASION.name}: ${filter.name} done`)
  return { filter, clean: figuresOf(clean, strict), attacked }
}

function rowsOf({ filter: { name }, clean, attacked }: Result): Row[] {
  const row = (measure: string, value: number): Row => ({
    work: EVASION.name,
    measure: `${name}_${measure}`,
    system: OURS,
    value
  })
  const rises = attacked.map(({ falseAlarms }) => falseAlarms - clean.falseAlarms)
  return [
    row('recall', clean.recall),
    row('drop_max', Math.max(...attacked.map(({ recall }) => clean.recall - recall))),
    row('fpr', clean.falseAlarms),
    row('fpr_rise_mean', rises.reduce((sum, rise) => sum + rise, 0) / rises.length)
  ]
}

function tableOf(attacks: readonly Attack[], { filter: { name }, clean, attacked }: Result): Table {
  const line = (title: string, figures: Figures) => {
    const { recall, falseAlarms, recallAtOne, falseAlarmsAtOne } = figures
    const drop = clean.recall - recall
    const kept = drop <= 0.05 ? '✓' : '✗'
    const numbers = [recall, drop, falseAlarms, recallAtOne, falseAlarmsAtOne].map(share)
    return [title, numbers[0], kept, ...numbers.slice(1)]
  }
  return {
    title: `${EVASION.name}: ${name} under each attack`,
    head: ['attack', 'recall', '', 'drop', 'fpr', 'recall at 1 %', 'fpr at 1 %'],
    body: [line('none', clean), ...attacks.map((attack, i) => line(attack.name, attacked[i]))],
    notes: []
  }
}

/**
 * Trains each filter on texts as they were written and disguises the others. Throws BenchError where a set is missing; says so
 * and gives nothing where the tables of look-alikes are not installed.
 */
export async function runEvasion(request: Request): Promise<{ readonly rows: Row[]; readonly tables: Table[] }> {
  requireSets(
    request.data,
    FILTERS.map(({ set }) => set)
  )
  if (!installed()) {
    request.log(`left out ${EVASION.name}: its tables are installed with npm ci --prefix bench/evasion`)
    if (request.works.length === 1) throw new BenchError(`${EVASION.name}: expected its packages installed`)
    return { rows: [], tables: [] }
  }
  const attacks = await allAttacks()
  const results = FILTERS.map(filter => judge(filter, attacks, request))
  return { rows: results.flatMap(rowsOf), tables: results.map(result => tableOf(attacks, result)) }
}
