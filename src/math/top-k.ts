/**
 * The positions of the `k` largest numbers, largest first; of equal numbers the earlier position comes first. NaN is never
 * picked. Fewer than `k` positions come back where there are fewer numbers. O(n log k) with a heap of k positions. Throws
 * RangeError unless `k` is a non-negative integer.
 */
export function topK(scores: ArrayLike<number>, k: number): Uint32Array {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`k: expected a non-negative integer, got ${k}`)
  const size = Math.min(k, scores.length)
  const heap = new Uint32Array(size)
  let count = 0
  // The root is the worst kept: the smallest score, of equal ones the latest position.
  const worse = (a: number, b: number) => scores[a] < scores[b] || (scores[a] === scores[b] && a > b)
  const sink = (from: number, end: number) => {
    let i = from
    for (;;) {
      let child = 2 * i + 1
      if (child >= end) return
      if (child + 1 < end && worse(heap[child + 1], heap[child])) child++
      if (!worse(heap[child], heap[i])) return
      const t = heap[i]
      heap[i] = heap[child]
      heap[child] = t
      i = child
    }
  }
  if (size === 0) return heap
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) continue
    if (count < size) {
      heap[count++] = i
      if (count === size) for (let j = (size >> 1) - 1; j >= 0; j--) sink(j, size)
    } else if (worse(heap[0], i)) {
      heap[0] = i
      sink(0, size)
    }
  }
  if (count < size) return heap.slice(0, count).sort((a, b) => (worse(a, b) ? 1 : -1))
  for (let end = size - 1; end > 0; end--) {
    const t = heap[0]
    heap[0] = heap[end]
    heap[end] = t
    sink(0, end)
  }
  return heap
}
