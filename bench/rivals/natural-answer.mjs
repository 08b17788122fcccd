import { createRequire } from 'node:module'

/** The package, by `require`: it is CommonJS and prints a line on loading, which the bench's child process swallows. */
export const natural = createRequire(import.meta.url)('natural')

/**
 * A trained classifier of `natural` as the bench sees one. Its values are unnormalised (Bayes) or one-vs-rest (logistic);
 * they are divided by their sum, and where all have underflowed to 0 each label gets the same.
 */
export function trained(classifier) {
  return {
    answer(text) {
      const values = classifier.getClassifications(text)
      let sum = 0
      for (const { value } of values) sum += value
      return {
        label: values[0].label,
        scores: values.map(({ label, value }) => ({ label, probability: sum > 0 ? value / sum : 1 / values.length }))
      }
    },
    bytes: () => Buffer.byteLength(JSON.stringify(classifier))
  }
}
