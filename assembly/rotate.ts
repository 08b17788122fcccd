/**
 * Rotations of rows (count − 1, count), …, (0, 1) of eight columns, rows `stride` bytes apart: the cosine and sine of rotation i stand side by side at
 * `turns` + 16 i. The row between two rotations stays in registers.
 */
export function rotate(q: usize, stride: usize, count: usize, turns: usize): void {
  let row = q + count * stride
  let y0 = v128.load(row)
  let y1 = v128.load(row, 16)
  let y2 = v128.load(row, 32)
  let y3 = v128.load(row, 48)
  let turn = turns + count * 16
  while (turn > turns) {
    turn -= 16
    const c = v128.load_splat<f64>(turn)
    const s = v128.load_splat<f64>(turn, 8)
    const above = row - stride
    const x0 = v128.load(above)
    const x1 = v128.load(above, 16)
    const x2 = v128.load(above, 32)
    const x3 = v128.load(above, 48)
    v128.store(row, f64x2.add(f64x2.mul(s, x0), f64x2.mul(c, y0)))
    v128.store(row, f64x2.add(f64x2.mul(s, x1), f64x2.mul(c, y1)), 16)
    v128.store(row, f64x2.add(f64x2.mul(s, x2), f64x2.mul(c, y2)), 32)
    v128.store(row, f64x2.add(f64x2.mul(s, x3), f64x2.mul(c, y3)), 48)
    y0 = f64x2.sub(f64x2.mul(c, x0), f64x2.mul(s, y0))
    y1 = f64x2.sub(f64x2.mul(c, x1), f64x2.mul(s, y1))
    y2 = f64x2.sub(f64x2.mul(c, x2), f64x2.mul(s, y2))
    y3 = f64x2.sub(f64x2.mul(c, x3), f64x2.mul(s, y3))
    row = above
  }
  v128.store(row, y0)
  v128.store(row, y1, 16)
  v128.store(row, y2, 32)
  v128.store(row, y3, 48)
}
