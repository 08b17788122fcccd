import { SQUARED } from '../kernels/heads.ts'
import { MATH_EXP, ML_MATRIX } from '../kernels/library.ts'
import { OPENBLAS, PLAIN, RELAXED } from '../kernels/measure.ts'
import { KERNEL_WORKS } from '../kernels/works.ts'
import { digits, ratio, share, tiny } from '../report/show.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'
import { KERNEL_TARGETS } from '../targets.ts'

/** The time of dense linear algebra. */
export const kernels: Suite = {
  name: 'kernels',
  about: 'dense linear algebra on SIMD kernels, beside their plain twins, OpenBLAS on one thread and ml-matrix',
  reading: SPEED_READING,
  works: KERNEL_WORKS,
  systems: [OURS, PLAIN, RELAXED, SQUARED, OPENBLAS, ML_MATRIX, MATH_EXP],
  measures: [
    { name: 'ms', show: digits, about: 'one computation, milliseconds' },
    { name: 'gflops', show: digits, about: 'thousand million floating point operations a second; of exp the numbers' },
    {
      name: `speed_over_${OPENBLAS}`,
      show: ratio,
      about: 'how many times as fast ours is as OpenBLAS, through numpy or scipy, on one thread'
    },
    { name: `speed_over_${PLAIN}`, show: ratio, about: 'the same beside ours without the kernels' },
    { name: `speed_over_${ML_MATRIX}`, show: ratio, about: 'the same beside ml-matrix' },
    { name: `speed_over_${MATH_EXP}`, show: ratio, about: "the same beside the engine's own exp" },
    { name: 'logistic_over_squared', show: ratio, about: 'time of the logistic head over that of the squared one' },
    { name: 'accuracy', show: share, about: 'on 2,000 fresh rows, before any is timed' },
    {
      name: 'error',
      show: tiny,
      about: 'the largest difference from the plain sum in 64 bits, over the largest number, before any is timed'
    }
  ],
  targets: KERNEL_TARGETS,
  run: request => runWorks(KERNEL_WORKS, request, ['numpy', 'scipy'])
}
