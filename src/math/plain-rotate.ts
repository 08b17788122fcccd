/** What `rotate` of the compiled kernels does to eight columns, in JavaScript, four of them at a time. Places and strides are in numbers. */
export function rotate(f: Float64Array, q: number, stride: number, count: number, turns: number): void {
  for (const end = q + 8; q < end; q += 4) {
    let row = q + count * stride
    let y0 = f[row]
    let y1 = f[row + 1]
    let y2 = f[row + 2]
    let y3 = f[row + 3]
    for (let turn = turns + 2 * count - 2; turn >= turns; turn -= 2) {
      const c = f[turn]
      const s = f[turn + 1]
      const above = row - stride
      const x0 = f[above]
      const x1 = f[above + 1]
      const x2 = f[above + 2]
      const x3 = f[above + 3]
      f[row] = s * x0 + c * y0
      f[row + 1] = s * x1 + c * y1
      f[row + 2] = s * x2 + c * y2
      f[row + 3] = s * x3 + c * y3
      y0 = c * x0 - s * y0
      y1 = c * x1 - s * y1
      y2 = c * x2 - s * y2
      y3 = c * x3 - s * y3
      row = above
    }
    f[row] = y0
    f[row + 1] = y1
    f[row + 2] = y2
    f[row + 3] = y3
  }
}
