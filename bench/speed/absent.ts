import type { Field } from './field.ts'

const said = new Set<string>()

/** Tells once, in a line, which systems that were asked for are left out because they are not there, and how they come. */
export function sayAbsent(systems: readonly string[], how: string, { log, wants }: Pick<Field, 'log' | 'wants'>): void {
  const fresh = systems.filter(system => wants(system) && !said.has(system))
  if (fresh.length === 0) return
  for (const system of fresh) said.add(system)
  log(`left out ${fresh.join(', ')}: ${how}`)
}

/** How the packages of `bench/rivals` come. */
export const RIVALS_HOW = 'install them with npm ci --prefix bench/rivals'
