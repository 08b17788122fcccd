/** Options with nothing left open, but for those that may be undefined to the end. */
export type Filled<T, Open extends keyof T = never> = {
  readonly [K in keyof T]-?: K extends Open ? T[K] : Exclude<T[K], undefined>
}
