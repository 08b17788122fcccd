import { digits, ratio, share, size } from '../report/show.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import type { Suite } from '../suite.ts'
import { TRAIN_TARGETS } from '../targets.ts'
import { TRAIN_SYSTEMS, TRAIN_WORKS } from '../train/works.ts'

/** The time of training beside its accuracy. */
export const train: Suite = {
  name: 'train',
  about: 'time and memory of training with defaults, beside fastText, scikit-learn, natural and wink',
  reading: SPEED_READING,
  works: TRAIN_WORKS,
  systems: TRAIN_SYSTEMS,
  measures: [
    { name: 'accuracy', show: share, about: 'share of test texts given their label, measured apart from the time' },
    {
      name: 'train_ms',
      show: digits,
      about: 'training end to end, texts in, model out, milliseconds; of fasttext the whole process, files in, file out'
    },
    ...TRAIN_SYSTEMS.slice(1).map(rival => ({
      name: `train_over_${rival}`,
      show: ratio,
      about: `our time over that of ${rival}, round by round`
    })),
    { name: 'peak_bytes', show: size, about: 'the most memory that the process held up to the end of training' },
    { name: 'model_bytes', show: size, about: 'the saved model; 1 kB = 1,000 bytes' }
  ],
  targets: TRAIN_TARGETS,
  run: request => runWorks(TRAIN_WORKS, request, ['numpy', 'scipy', 'sklearn'])
}
