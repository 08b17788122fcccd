import { update, VECTOR, WIDTH } from './update'

/**
 * Step j of X·Lᵀ = B for eight rows of X in a panel, whose columns from 8j on still hold B: columns 8j … 8j + 7. `l` is the panel of the
 * rows 8j … 8j + 7 of L, their triangle at its end.
 */
export function solve(l: usize, x: usize, j: usize): void {
  const step = WIDTH * sizeof<f64>()
  const done = j * WIDTH * step
  const target = x + done
  const corner = l + done
  for (let s: usize = 0; s < step; s += VECTOR) {
    update<f64>(l, x + s, target + s, j * WIDTH)
    for (let r: usize = 0; r < WIDTH; r++) {
      const at = target + s + r * step
      // Row r of the triangle has its numbers one step apart.
      const row = corner + r * sizeof<f64>()
      let rest = v128.load(at)
      for (let p: usize = 0; p < r; p++) {
        const taken = v128.mul<f64>(v128.load(target + s + p * step), v128.load_splat<f64>(row + p * step))
        rest = v128.sub<f64>(rest, taken)
      }
      v128.store(at, v128.div<f64>(rest, v128.load_splat<f64>(row + r * step)))
    }
  }
}
