/** The code that trains, for a page that asks for it when it is wanted. */
export { loadClassifier, trainClassifier } from 'waymark/classify'
