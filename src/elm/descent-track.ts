import { dot } from './newton.ts'

/** Steps remembered: more of them save a twentieth of the steps, and none where these are few. */
const MEMORY = 10
/** Of the slope that a step began with: the most that it may end with on the far side of the minimum. */
const OVERSHOT = 0.9
/** Of the objective: by how much rounding may raise it. */
const ROUNDING = 1e-12

/** One function on its way down. */
export interface Track {
  value: number
  /** (r) the best point so far, the gradient there, and P⁻¹ times that */
  readonly x: Float64Array
  readonly gradient: Float64Array
  readonly preconditioned: Float64Array
  /** (r) the direction tried from there, its slope, and how far along */
  readonly direction: Float64Array
  slope: number
  scale: number
  trials: number
  /** gᵀP⁻¹g at the start, by which later ones are judged. */
  start: number
  settled: boolean
  readonly memory: Remembered[]
}

/** A step, the change of the gradient over it, and P⁻¹ times that. */
export interface Remembered {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly preconditioned: Float64Array
  /** change · step, above 0 */
  readonly bend: number
}

/** A function of r numbers that was not evaluated yet: the first point is 0. */
export function newTrack(r: number): Track {
  const zeros = () => new Float64Array(r)
  return {
    value: Number.POSITIVE_INFINITY,
    x: zeros(),
    gradient: zeros(),
    preconditioned: zeros(),
    direction: zeros(),
    slope: 0,
    scale: 0,
    trials: 0,
    start: 0,
    settled: false,
    memory: []
  }
}

/**
 * Whether the point tried will do: still on the way down, or beyond the minimum but not much, and no higher than before. If not, the
 * next one is nearer.
 */
export function accepts(track: Track, value: number, gradient: Float64Array): boolean {
  if (track.value === Number.POSITIVE_INFINITY) return true
  const slope = dot(gradient, track.direction)
  if (slope <= 0) return true
  if (slope <= -OVERSHOT * track.slope && value <= track.value + ROUNDING * Math.abs(track.value)) return true
  // Where the slope would be 0 if it changed evenly.
  track.scale *= track.slope / (track.slope - slope)
  track.trials++
  return false
}

/** Takes the point for the best one. */
export function remember(
  track: Track,
  point: Float64Array,
  value: number,
  gradient: Float64Array,
  preconditioned: Float64Array
): void {
  const { memory } = track
  if (track.value < Number.POSITIVE_INFINITY) {
    const step = minus(point, track.x)
    const change = minus(gradient, track.gradient)
    const bend = dot(step, change)
    if (bend > 0) memory.push({ step, change, preconditioned: minus(preconditioned, track.preconditioned), bend })
    if (memory.length > MEMORY) memory.shift()
  }
  track.value = value
  track.x.set(point)
  track.gradient.set(gradient)
  track.preconditioned.set(preconditioned)
}

/** The next direction, or the end. */
export function turn(track: Track, tolerance: number): void {
  const { gradient, preconditioned, direction, memory } = track
  const square = dot(gradient, preconditioned)
  if (memory.length === 0) track.start = Math.max(track.start, square)
  track.trials = 0
  track.scale = 1
  // The two loops of algorithm 7.4, P⁻¹ already applied to everything that the first one adds up.
  const rest = gradient.slice()
  direction.set(preconditioned)
  const shares = new Float64Array(memory.length)
  for (let i = memory.length - 1; i >= 0; i--) {
    shares[i] = dot(memory[i].step, rest) / memory[i].bend
    addTo(rest, memory[i].change, -shares[i])
    addTo(direction, memory[i].preconditioned, -shares[i])
  }
  const last = memory.at(-1)
  if (last !== undefined) {
    const size = last.bend / dot(last.change, last.preconditioned)
    for (let j = 0; j < direction.length; j++) direction[j] *= size
  }
  memory.forEach(({ step, change, bend }, i) => {
    addTo(direction, step, shares[i] - dot(change, direction) / bend)
  })
  for (let j = 0; j < direction.length; j++) direction[j] = -direction[j]
  track.slope = dot(gradient, direction)
  track.settled = Math.max(square, -track.slope) <= tolerance * tolerance * track.start
  if (track.settled) track.scale = 0
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length)
  for (let j = 0; j < out.length; j++) out[j] = a[j] - b[j]
  return out
}

/** x ← x + scale · y */
function addTo(x: Float64Array, y: Float64Array, scale: number): void {
  for (let j = 0; j < x.length; j++) x[j] += scale * y[j]
}
