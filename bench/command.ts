import { existsSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { choose } from './choose.ts'
import { thisMachine } from './machine.ts'
import { machineLine, section, writePlots, writeSection } from './report/markdown.ts'
import { asText, tablesOf } from './report/table.ts'
import { BenchError, type Report } from './suite.ts'
import { SUITES } from './suites/index.ts'

interface Flags {
  readonly only?: string
  readonly systems?: string
  readonly json?: string
  readonly markdown?: string
  readonly budget: string
}

const DATA = fileURLToPath(new URL('../../shared/data', import.meta.url))

async function bench(name: string | undefined, flags: Flags): Promise<void> {
  if (name === undefined) {
    process.stdout.write(`${SUITES.map(s => `${s.name.padEnd(10)} ${s.about}`).join('\n')}\n\n${HOW}\n`)
    return
  }
  const suite = SUITES.find(s => s.name === name)
  if (!suite) {
    throw new BenchError(`unknown suite ${JSON.stringify(name)}: expected one of ${SUITES.map(s => s.name).join(', ')}`)
  }
  const names = suite.works.map(work => work.name)
  const works = flags.only === undefined ? names : choose('work', flags.only, names)
  const systems = flags.systems === undefined ? undefined : choose('system', flags.systems, suite.systems, true)
  const budget = Number(flags.budget)
  if (!(budget > 0)) throw new BenchError(`--budget: expected seconds above 0, got ${flags.budget}`)
  for (const file of [flags.json, flags.markdown]) {
    if (file !== undefined && file !== '-' && !existsSync(dirname(resolve(file)))) {
      throw new BenchError(`${file}: expected a file in a folder that exists`)
    }
  }
  const machine = thisMachine()
  const log = (line: string) => void process.stderr.write(`${line}\n`)
  const data = resolve(process.env.WAYMARK_DATA || DATA)
  const outcome = await suite.run({ works, systems, data, budget, log })

  const { rows, skipped, notes = [], plots = [] } = outcome
  const tables = [...tablesOf(suite, rows, skipped), ...(outcome.tables ?? [])]
  const toRead = flags.json === '-' ? process.stderr : process.stdout
  const where = [`${machineLine(machine)}.`, ...notes].join(' ')
  toRead.write(`\n${[where, ...tables.map(asText)].join('\n\n')}\n`)
  const report: Report = { suite: suite.name, machine, rows }
  const json = `${JSON.stringify(report, null, 2)}\n`
  if (flags.json === '-') process.stdout.write(json)
  else if (flags.json !== undefined) writeFileSync(flags.json, json)
  if (flags.markdown !== undefined) {
    writeSection(flags.markdown, suite.name, section(suite, machine, tables, outcome))
    writePlots(flags.markdown, plots)
  }
}

const HOW = 'Run one with npm run bench -- SUITE; npm run bench -- --help has its works, systems and options.'

const list = SUITES.map(
  s =>
    `  ${s.name}  ${s.about}\n    works    ${s.works.map(w => w.name).join(', ')}\n    systems  ${s.systems.join(', ')}`
)

/** The command of the benchmarks, ready to parse. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('Measures the kit on public data, beside rivals, and prints one table per work.')
    .argument('[suite]', `one of ${SUITES.map(s => s.name).join(', ')}`)
    .option('--only <works>', 'only these works, separated by commas')
    .option('--systems <names>', 'only these systems, separated by commas; default: all that are installed')
    .option(
      '--json <file>',
      'write { suite, machine, rows } to a file; - for standard output, the table then to standard error'
    )
    .option('--markdown <file>', 'write the tables into a Markdown file, between the marker comments of the suite')
    .option('--budget <seconds>', 'the most that one rival may spend on one work', '120')
    .addHelpText('after', `\nSuites:\n${list.join('\n')}\n\nThe data folder is WAYMARK_DATA, by default ${DATA}.`)
    .action(bench)
}
