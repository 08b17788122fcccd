/** A promise, and what settles it: `Promise.withResolvers`, which is younger than the browsers that the kit runs in. */
export function withResolvers() {
  let resolve: (value: unknown) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<unknown>((res, rej) => {
    resolve = res
    reject = rej
  })
  return { promise, resolve, reject }
}
