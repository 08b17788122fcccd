import { natural, trained } from './natural-answer.mjs'

/** BayesClassifier of `natural`, as its documentation shows it. */
export default {
  name: 'natural-bayes',
  train(examples) {
    const classifier = new natural.BayesClassifier()
    for (const { text, label } of examples) classifier.addDocument(text, label)
    classifier.train()
    return trained(classifier)
  }
}
