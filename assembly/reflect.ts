// What turns a symmetric matrix into a tridiagonal one, on the lower triangle of its first m rows, `stride` bytes apart. Vectors of m numbers have a
// zero after them, which makes them even.

/** w ← w + B·u, two rows at a time: each entry below the diagonal counts once for its row and once for its column. */
export function symmetricTimes(a: usize, stride: usize, m: usize, u: usize, w: usize): void {
  for (let r: usize = 0; r < m; r += 2) {
    const two = r + 1 < m
    const top = a + r * stride
    const next = two ? top + stride : top
    const atU = u + r * 8
    const atW = w + r * 8
    const u0 = load<f64>(atU)
    const u1 = two ? load<f64>(atU, 8) : 0
    const v0 = f64x2.splat(u0)
    const v1 = f64x2.splat(u1)
    let sums = f64x2.splat(0)
    const end = r * 8
    for (let c: usize = 0; c < end; c += 16) {
      const x0 = v128.load(top + c)
      const x1 = v128.load(next + c)
      sums = f64x2.add(sums, f64x2.mul(v128.shuffle<f64>(x0, x1, 0, 2), v128.load_splat<f64>(u + c)))
      sums = f64x2.add(sums, f64x2.mul(v128.shuffle<f64>(x0, x1, 1, 3), v128.load_splat<f64>(u + c, 8)))
      v128.store(w + c, f64x2.add(v128.load(w + c), f64x2.add(f64x2.mul(x0, v0), f64x2.mul(x1, v1))))
    }
    store<f64>(atW, load<f64>(atW) + (f64x2.extract_lane(sums, 0) + load<f64>(top + end) * u0))
    if (two) {
      const corner = load<f64>(next + end)
      store<f64>(atW, load<f64>(atW) + corner * u1)
      const sum = f64x2.extract_lane(sums, 1) + corner * u0 + load<f64>(next + end, 8) * u1
      store<f64>(atW, load<f64>(atW, 8) + sum, 8)
    }
  }
}

/** B ← B − uwᵀ − wuᵀ. */
export function takeBoth(a: usize, stride: usize, m: usize, u: usize, w: usize): void {
  for (let r: usize = 0; r < m; r++, a += stride) {
    const ur = v128.load_splat<f64>(u + r * 8)
    const wr = v128.load_splat<f64>(w + r * 8)
    // Up to one number past the diagonal, where nobody reads.
    for (let c: usize = 0; c <= r * 8; c += 16) {
      const taken = f64x2.add(f64x2.mul(ur, v128.load(w + c)), f64x2.mul(wr, v128.load(u + c)))
      v128.store(a + c, f64x2.sub(v128.load(a + c), taken))
    }
  }
}

/** M ← M(I − uuᵀ) for m rows of m numbers, two at a time: one more where m is odd. */
export function reflectRows(a: usize, stride: usize, m: usize, u: usize): void {
  const end = m * 8
  for (let r: usize = 0; r < m; r += 2, a += 2 * stride) {
    const next = a + stride
    let sums = f64x2.splat(0)
    for (let c: usize = 0; c < end; c += 16) {
      const x0 = v128.load(a + c)
      const x1 = v128.load(next + c)
      sums = f64x2.add(sums, f64x2.mul(v128.shuffle<f64>(x0, x1, 0, 2), v128.load_splat<f64>(u + c)))
      sums = f64x2.add(sums, f64x2.mul(v128.shuffle<f64>(x0, x1, 1, 3), v128.load_splat<f64>(u + c, 8)))
    }
    const s0 = v128.shuffle<f64>(sums, sums, 0, 0)
    const s1 = v128.shuffle<f64>(sums, sums, 1, 1)
    for (let c: usize = 0; c < end; c += 16) {
      const uc = v128.load(u + c)
      v128.store(a + c, f64x2.sub(v128.load(a + c), f64x2.mul(s0, uc)))
      v128.store(next + c, f64x2.sub(v128.load(next + c), f64x2.mul(s1, uc)))
    }
  }
}
