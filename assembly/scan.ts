/**
 * Dot products of rows of 8-bit codes with a query of 16-bit integers: `sums` gets one 32-bit integer for each row, modulo 2³². Rows are `dims` codes long; the
 * query has zeros after that, up to `depth`, a multiple of 16, so that it does not matter what follows a row. Rows go four at a time.
 */
export function scan(codes: usize, rows: usize, dims: usize, depth: usize, query: usize, sums: usize): void {
  const end = sums + rows * 4
  for (; sums < end; sums += 16, codes += 4 * dims) {
    let s0 = i32x4.splat(0)
    let s1 = i32x4.splat(0)
    let s2 = i32x4.splat(0)
    let s3 = i32x4.splat(0)
    for (let j: usize = 0; j < depth; j += 16) {
      const low = v128.load(query + 2 * j)
      const high = v128.load(query + 2 * j, 16)
      let row = codes + j
      s0 = i32x4.add(s0, part(row, low, high))
      row += dims
      s1 = i32x4.add(s1, part(row, low, high))
      row += dims
      s2 = i32x4.add(s2, part(row, low, high))
      row += dims
      s3 = i32x4.add(s3, part(row, low, high))
    }
    // Sums across each vector, side by side.
    const even = i32x4.add(v128.shuffle<i32>(s0, s1, 0, 4, 1, 5), v128.shuffle<i32>(s0, s1, 2, 6, 3, 7))
    const odd = i32x4.add(v128.shuffle<i32>(s2, s3, 0, 4, 1, 5), v128.shuffle<i32>(s2, s3, 2, 6, 3, 7))
    v128.store(sums, i32x4.add(v128.shuffle<i64>(even, odd, 0, 2), v128.shuffle<i64>(even, odd, 1, 3)))
  }
}

/** Sixteen codes times as many numbers of the query, in four sums. */
// @ts-ignore: decorator
@inline
function part(at: usize, low: v128, high: v128): v128 {
  const codes = v128.load(at)
  return i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(codes), low),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(codes), high)
  )
}
