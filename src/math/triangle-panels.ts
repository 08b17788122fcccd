import { type Lines, PANEL, pack, panelsOf, unpack } from './panels.ts'

// A lower triangle in panels: panel i holds rows 8i … 8i + 7 as far as their triangle at the end goes, which makes half of a square.

/** Numbers of the first `panels` panels, which is where the next one starts. */
export const triangleSize = (panels: number) => ((panels * (panels + 1)) / 2) * PANEL * PANEL

/** Copies the lower triangle of n lines into panels at `at`. */
export function packTriangle(lines: Lines, n: number, out: Float64Array, at: number): void {
  for (let i = 0; i < panelsOf(n); i++) {
    const length = Math.min((i + 1) * PANEL, n)
    const count = length - i * PANEL
    pack(lines, i * PANEL, count, 0, length, 1, undefined, out, at + triangleSize(i), (i + 1) * PANEL)
  }
}

/** The way back: writes the lower triangle of a matrix (n, n), and zeros above it as far as the panels go. */
export function unpackTriangle(panels: Float64Array, at: number, data: Float64Array, n: number): void {
  const lines = { data, from: 0, stride: n, step: 1 }
  for (let i = 0; i < panelsOf(n); i++) {
    const length = Math.min((i + 1) * PANEL, n)
    const first = i * PANEL
    unpack(panels, at + triangleSize(i), (i + 1) * PANEL, lines, first, length - first, 0, length)
    for (let r = first; r < length; r++) data.fill(0, r * n + r + 1, r * n + length)
  }
}
