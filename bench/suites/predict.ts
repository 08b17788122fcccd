import { FEATURES, SVC } from '../predict/entrants.ts'
import { PREDICT_SYSTEMS, PREDICT_WORKS } from '../predict/works.ts'
import { digits, ratio, share } from '../report/show.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import type { Suite } from '../suite.ts'
import { PREDICT_TARGETS } from '../targets.ts'
import { LIBRARIES } from '../train/contestants.ts'

/** The time of an answer. */
export const predict: Suite = {
  name: 'predict',
  about: 'time of one answer, one text at a time, beside natural, wink, scikit-learn and fastText',
  reading: SPEED_READING,
  works: PREDICT_WORKS,
  systems: PREDICT_SYSTEMS,
  measures: [
    {
      name: 'accuracy',
      show: share,
      about: 'on the first 1,000 test texts, cut to 200 characters, before any is timed'
    },
    {
      name: 'predict_us',
      show: digits,
      about:
        'one text alone, the mean of a hundred, others each round, microseconds; of fasttext a thousand in one process that reads the model first, over their number'
    },
    ...[...LIBRARIES, SVC].map(rival => ({
      name: `speed_over_${rival}`,
      show: ratio,
      about: `how many times as fast ours is as ${rival}, round by round`
    })),
    {
      name: 'time_over_features',
      show: ratio,
      about: `our time over that of turning the text into features alone, \`${FEATURES}\``
    }
  ],
  targets: PREDICT_TARGETS,
  run: request => runWorks(PREDICT_WORKS, request, ['numpy', 'scipy', 'sklearn'])
}
