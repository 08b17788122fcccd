import { natural, trained } from './natural-answer.mjs'

/** LogisticRegressionClassifier of `natural`, as its documentation shows it. */
export default {
  name: 'natural-logistic',
  train(examples) {
    const classifier = new natural.LogisticRegressionClassifier()
    for (const { text, label } of examples) classifier.addDocument(text, label)
    classifier.train()
    return trained(classifier)
  }
}
