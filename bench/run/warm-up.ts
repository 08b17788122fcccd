import type { Aids, Example, System } from '../systems/system.ts'

/** Enough for the hot loops to be compiled, short beside any run. */
const ENOUGH_MS = 400
const MOST_ROUNDS = 20
const MOST_TEXTS = 200

/** Trains and answers untimed until 0.4 s or twenty rounds have gone, on at most two hundred texts a round. */
export function warmUp(system: System, examples: readonly Example[], texts: readonly string[], aids?: Aids): void {
  // Taken label by label, so that none is missing.
  const labels = new Set(examples.map(({ label }) => label))
  const share = Math.ceil(MOST_TEXTS / labels.size)
  const few = [...labels].flatMap(label => examples.filter(e => e.label === label).slice(0, share))
  const start = performance.now()
  for (let round = 0; round < MOST_ROUNDS && performance.now() - start < ENOUGH_MS; round++) {
    const trained = system.train(few, aids)
    for (const text of texts.slice(0, MOST_TEXTS)) trained.answer(text)
  }
}
