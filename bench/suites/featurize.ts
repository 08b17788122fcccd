import { NATURAL, WINK } from '../featurize/words.ts'
import { FEATURIZE_WORKS, SINGLE, SKLEARN, TWO_BLOCKS } from '../featurize/works.ts'
import { digits, ratio, share } from '../report/show.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'
import { FEATURIZE_TARGETS } from '../targets.ts'

/** The time from texts to numbers. */
export const featurize: Suite = {
  name: 'featurize',
  about: 'texts to hashed counts, tokens and stems, beside scikit-learn, natural and wink',
  reading: SPEED_READING,
  works: FEATURIZE_WORKS,
  systems: [OURS, SINGLE, TWO_BLOCKS, SKLEARN, NATURAL, WINK],
  measures: [
    { name: 'texts_per_s', show: digits, about: 'texts a second, other texts each round' },
    { name: 'mb_per_s', show: ratio, about: 'the same in megabytes of UTF-8' },
    { name: `speed_over_${SKLEARN}`, show: ratio, about: 'how many times as fast ours is, round by round' },
    { name: `speed_over_${NATURAL}`, show: ratio, about: 'the same beside natural' },
    { name: `speed_over_${WINK}`, show: ratio, about: 'the same beside wink' },
    {
      name: 'time_over_two_blocks',
      show: ratio,
      about: 'time of the three blocks over that of the two of the work `shared`'
    },
    {
      name: 'same_rows',
      show: share,
      about: 'share of texts with the same columns and counts in both, checked before'
    },
    {
      name: 'same_words',
      show: share,
      about: 'twice the words in both bags over those of either: how far it does the same as ours'
    }
  ],
  targets: FEATURIZE_TARGETS,
  run: request => runWorks(FEATURIZE_WORKS, request, ['numpy', 'scipy', 'sklearn'])
}
