/** The code that reads word vectors, for a page that asks for it when it is wanted. */
export { loadVectors } from 'waymark/hub'
