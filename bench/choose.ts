import { BenchError } from './suite.ts'

/**
 * The names that a comma-separated list picks, in the order of `names`. With `families`, the part of a name before its
 * first hyphen picks all that begin so (`natural` for `natural-bayes` and `natural-logistic`).
 * Throws BenchError naming what exists.
 */
export function choose(what: string, list: string, names: readonly string[], families = false): string[] {
  const asked = list
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  if (asked.length === 0) throw new BenchError(`${what}: expected names of ${names.join(', ')}, got none`)
  const matches = (name: string, pick: string) => name === pick || (families && name.startsWith(`${pick}-`))
  for (const pick of asked) {
    if (!names.some(name => matches(name, pick))) {
      throw new BenchError(`unknown ${what} ${JSON.stringify(pick)}: expected one of ${names.join(', ')}`)
    }
  }
  return names.filter(name => asked.some(pick => matches(name, pick)))
}
