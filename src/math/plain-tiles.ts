// What `update` of the compiled kernels does, in JavaScript: sixteen sums at a time, each less by one product after the other, with the roundings
// of the compiled ones.

/** C ← C − AᵀB for panels of 64-bit numbers at `a`, `b` and `c`, `depth` long: C[r][s] is at `c + 8r + s`. */
export function update64(f: Float64Array, a: number, b: number, c: number, depth: number): void {
  for (let r = 0; r < 8; r += 4) for (let s = 0; s < 8; s += 4) quarter64(f, a + r, b + s, c + 8 * r + s, depth)
}

function quarter64(f: Float64Array, a: number, b: number, c: number, depth: number): void {
  let c00 = f[c]
  let c01 = f[c + 1]
  let c02 = f[c + 2]
  let c03 = f[c + 3]
  let c10 = f[c + 8]
  let c11 = f[c + 9]
  let c12 = f[c + 10]
  let c13 = f[c + 11]
  let c20 = f[c + 16]
  let c21 = f[c + 17]
  let c22 = f[c + 18]
  let c23 = f[c + 19]
  let c30 = f[c + 24]
  let c31 = f[c + 25]
  let c32 = f[c + 26]
  let c33 = f[c + 27]
  for (const end = a + 8 * depth; a < end; a += 8, b += 8) {
    const y0 = f[b]
    const y1 = f[b + 1]
    const y2 = f[b + 2]
    const y3 = f[b + 3]
    let x = f[a]
    c00 -= x * y0
    c01 -= x * y1
    c02 -= x * y2
    c03 -= x * y3
    x = f[a + 1]
    c10 -= x * y0
    c11 -= x * y1
    c12 -= x * y2
    c13 -= x * y3
    x = f[a + 2]
    c20 -= x * y0
    c21 -= x * y1
    c22 -= x * y2
    c23 -= x * y3
    x = f[a + 3]
    c30 -= x * y0
    c31 -= x * y1
    c32 -= x * y2
    c33 -= x * y3
  }
  f[c] = c00
  f[c + 1] = c01
  f[c + 2] = c02
  f[c + 3] = c03
  f[c + 8] = c10
  f[c + 9] = c11
  f[c + 10] = c12
  f[c + 11] = c13
  f[c + 16] = c20
  f[c + 17] = c21
  f[c + 18] = c22
  f[c + 19] = c23
  f[c + 24] = c30
  f[c + 25] = c31
  f[c + 26] = c32
  f[c + 27] = c33
}

/** The same for 32-bit numbers, four sums at a time: rounding takes longer than reading again. */
export function update32(f: Float32Array, a: number, b: number, c: number, depth: number): void {
  const { fround } = Math
  const end = a + 8 * depth
  for (let r = 0; r < 8; r += 2) {
    for (let s = 0; s < 8; s += 2) {
      const at = c + 8 * r + s
      let c00 = f[at]
      let c01 = f[at + 1]
      let c10 = f[at + 8]
      let c11 = f[at + 9]
      for (let p = a, q = b + s; p < end; p += 8, q += 8) {
        const x0 = f[p + r]
        const x1 = f[p + r + 1]
        const y0 = f[q]
        const y1 = f[q + 1]
        c00 = fround(c00 - fround(x0 * y0))
        c01 = fround(c01 - fround(x0 * y1))
        c10 = fround(c10 - fround(x1 * y0))
        c11 = fround(c11 - fround(x1 * y1))
      }
      f[at] = c00
      f[at + 1] = c01
      f[at + 8] = c10
      f[at + 9] = c11
    }
  }
}
