import { digits, ratio, share, size } from '../report/show.ts'
import type { Measure } from '../suite.ts'

/** A change in percent, with its sign. */
export const percent = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)} %`

/** The measures of the suite `retrieval`, in the order of the table. */
export const RETRIEVAL_MEASURES: readonly Measure[] = [
  {
    name: 'ndcg@10',
    show: share,
    about: 'mean over the queries with a relevant document of nDCG, gain = grade, discount log2(rank + 1)'
  },
  { name: 'recall@100', show: share, about: 'the share of the relevant documents that is among the first hundred' },
  { name: 'mrr@10', show: share, about: 'one over the rank of the first relevant document, 0 below rank 10' },
  {
    name: 'lexical_ndcg@10',
    show: share,
    about: 'ndcg@10 of the same search by the `lexical` part of its scores alone: words, and words spelled like them'
  },
  { name: 'gain_over_lexical', show: percent, about: 'what the embeddings add to that, in percent' },
  {
    name: 'gain_over_stage',
    show: percent,
    about: 'what all of it adds to the ndcg@10 of the MiniSearch inside, `waymark-stage`'
  },
  {
    name: 'query_us',
    show: digits,
    about: 'one query alone, its first ten documents, median, microseconds, after every query was asked once'
  },
  { name: 'build_ms', show: digits, about: 'indexing all documents, median of three times, milliseconds' },
  {
    name: 'index_bytes',
    show: size,
    about:
      'the index as the system saves it; those of ours, `waymark-stage` and orama hold the texts, the others do not'
  },
  {
    name: 'feedback_ms',
    show: digits,
    about: 'taking in all judgements and answering the first query after them, milliseconds'
  },
  {
    name: 'query_added_over_minisearch',
    show: ratio,
    about:
      'time of all queries by ours less that by the MiniSearch inside, over the latter; median of the rounds, each query asked of both in turn'
  },
  {
    name: 'build_over_minisearch',
    show: ratio,
    about:
      'time of building ours over that of indexing in plain MiniSearch with the same analysis; median of the rounds'
  },
  {
    name: 'index_bytes_beyond',
    show: size,
    about: 'our file less the JSON of that MiniSearch, both with the texts'
  },
  {
    name: 'share_of_best',
    show: share,
    about:
      'of the squared length of the weighted documents that the best 128 axes hold, by exact decomposition, what those of the embedder hold'
  },
  { name: 'index_bytes_beyond_each', show: digits, about: 'the same for each document, bytes' }
]
