import { LOOP, NUMPY } from '../embed/nearest.ts'
import { SVD } from '../embed/systems.ts'
import { EMBED_WORKS } from '../embed/works.ts'
import { digits, ratio, share, size } from '../report/show.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'
import { EMBED_TARGETS } from '../targets.ts'

/** The time of making vectors and of searching them. */
export const embed: Suite = {
  name: 'embed',
  about: 'training embedders, embedding texts and searching vectors, beside scikit-learn, numpy and a plain loop',
  reading: SPEED_READING,
  works: EMBED_WORKS,
  systems: [OURS, SVD, LOOP, NUMPY],
  measures: [
    { name: 'ndcg@10', show: share, about: 'of all test queries by the dot products of their vectors alone' },
    {
      name: 'train_ms',
      show: digits,
      about: 'texts in, embedder out, milliseconds; of sklearn-svd TF-IDF and a randomised SVD'
    },
    { name: 'train_over_svd', show: ratio, about: 'our time of that over that of sklearn-svd' },
    { name: 'texts_per_s', show: digits, about: 'texts embedded in a second, 500 in a round' },
    { name: 'encode_speed_over_svd', show: ratio, about: 'how many times as fast ours embeds' },
    {
      name: 'axes_ms',
      show: digits,
      about: 'ours from counts to embedder, milliseconds; sklearn-svd from the rows as ours weighs them'
    },
    { name: 'axes_over_svd', show: ratio, about: 'our time of that over that of sklearn-svd' },
    { name: 'axes_share', show: share, about: 'of the squared length of these rows what the axes hold' },
    { name: 'overlap@10', show: share, about: 'how many of the ten are those of the exact order' },
    { name: 'query_us', show: digits, about: 'one query alone, microseconds' },
    { name: 'query_over_f32-loop', show: ratio, about: 'our time over that of a plain loop over 32-bit floats' },
    { name: 'query_over_numpy', show: ratio, about: 'our time over that of a product and `argpartition` in numpy' },
    { name: 'vector_bytes', show: size, about: 'what the vectors take in memory' }
  ],
  targets: EMBED_TARGETS,
  run: request => runWorks(EMBED_WORKS, request, ['numpy', 'scipy', 'sklearn'])
}
