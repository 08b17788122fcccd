/**
 * Eight columns of a product of sparse rows with a matrix, of which `strip` holds just those eight columns, row by row: `out` gets eight
 * numbers for each row. The entries of the first row begin at `at`, those of each other one where the row before ends, which the 32-bit
 * numbers from place 0 on say: 32-bit columns, and 32-bit values `apart` bytes from these. Each sum goes from the first entry to the last.
 */
export function sparse(rows: usize, at: usize, apart: usize, strip: usize, out: usize): void {
  for (let i: usize = 0; i < rows * 4; i += 4, out += 64) {
    const end = load<u32>(i)
    let s0 = f64x2.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    for (; at < end; at += 4) {
      const v = f64x2.splat(<f64>load<f32>(at + apart))
      const row = strip + load<u32>(at) * 64
      s0 = f64x2.add(s0, f64x2.mul(v, v128.load(row)))
      s1 = f64x2.add(s1, f64x2.mul(v, v128.load(row, 16)))
      s2 = f64x2.add(s2, f64x2.mul(v, v128.load(row, 32)))
      s3 = f64x2.add(s3, f64x2.mul(v, v128.load(row, 48)))
    }
    v128.store(out, s0)
    v128.store(out, s1, 16)
    v128.store(out, s2, 32)
    v128.store(out, s3, 48)
  }
}
