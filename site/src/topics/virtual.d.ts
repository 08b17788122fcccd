declare module 'virtual:first-model' {
  import type { Reason } from 'waymark/classify'

  /** Address of the model of the page's own sentences, for `loadPredictor`. */
  const address: string
  export default address
  export const facts: { readonly features: number; readonly leftOut: number }
  /** What moved the answer to the draft that the page starts with. */
  export const reasons: readonly Reason[]
}
