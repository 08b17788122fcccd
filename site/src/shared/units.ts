/** Milliseconds as people read them: 0.84 ms, 12 ms, 1.2 s. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`
  return `${ms >= 10 ? ms.toFixed(0) : ms.toFixed(ms >= 1 ? 1 : 2)} ms`
}

/** Bytes as people read them: 512 bytes, 34 kB, 1.2 MB. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** A probability in per cent; what is not certain is never said to be. */
export function percent(probability: number): string {
  if (probability > 0.995 && probability < 1) return '> 99 %'
  if (probability > 0 && probability < 0.005) return '< 1 %'
  return `${Math.round(100 * probability)} %`
}
