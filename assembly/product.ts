import { update, VECTOR, WIDTH } from './update'

/**
 * C ← C − A·B for blocks in panels: `aPanels` of eight rows of A, `bPanels` of eight columns of B, both `depth` long, an even
 * count. Panel j of C holds eight columns, as long as A has rows. `lower` leaves out the tiles above the diagonal.
 */
export function product<T>(
  a: usize,
  b: usize,
  c: usize,
  aPanels: usize,
  bPanels: usize,
  depth: usize,
  lower: bool
): void {
  const panel = depth * WIDTH * sizeof<T>()
  const tile = WIDTH * WIDTH * sizeof<T>()
  for (let j: usize = 0; j < bPanels; j++) {
    for (let i: usize = lower ? j : 0; i < aPanels; i++) {
      const to = c + (j * aPanels + i) * tile
      for (let s: usize = 0; s < WIDTH * sizeof<T>(); s += VECTOR) update<T>(a + i * panel, b + j * panel + s, to + s, depth)
    }
  }
}
