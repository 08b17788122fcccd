import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const createClassifier = require('wink-naive-bayes-text-classifier')
const prepare = require('wink-naive-bayes-text-classifier/src/prep-text.js')

/**
 * wink-naive-bayes-text-classifier with the preparation (its own: words, stop words out, stems, negation marks) and the
 * settings that its documentation shows. Tokens are prepared once a text: given the text itself it would prepare it again
 * for each label. Its odds are log2 of p / (1 − p), one label against the rest; the probabilities are scaled to sum to 1.
 */
export default {
  name: 'wink-naive-bayes',
  train(examples) {
    const labels = [...new Set(examples.map(({ label }) => label))]
    const classifier = createClassifier()
    classifier.definePrepTasks([tokens => tokens])
    classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 })
    for (const { text, label } of examples) classifier.learn(prepare(text), label)
    classifier.consolidate()
    return {
      answer(text) {
        const odds = classifier.computeOdds(prepare(text))
        // A single pair is its word for "unknown": no known token.
        if (odds.length < labels.length) {
          return { label: undefined, scores: labels.map(label => ({ label, probability: 1 / labels.length })) }
        }
        const scores = odds.map(([label, log2]) => ({ label, probability: 1 / (1 + 2 ** -log2) }))
        const sum = scores.reduce((total, { probability }) => total + probability, 0)
        for (const score of scores) score.probability /= sum
        return { label: odds[0][0], scores }
      },
      bytes: () => Buffer.byteLength(classifier.exportJSON())
    }
  }
}
