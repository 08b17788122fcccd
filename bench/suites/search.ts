import { digits, ratio, share, size } from '../report/show.ts'
import { RIVALS, SEARCH_SYSTEMS, SEARCH_WORKS } from '../search/works.ts'
import { runWorks, SPEED_READING } from '../speed/field.ts'
import type { Suite } from '../suite.ts'

/** The time of searching beside its quality, ours beside other search libraries. */
export const search: Suite = {
  name: 'search',
  about: 'time to index and to search beside nDCG and bytes, ours beside other search libraries',
  reading: SPEED_READING,
  works: SEARCH_WORKS,
  systems: SEARCH_SYSTEMS.map(({ name }) => name),
  measures: [
    { name: 'ndcg@10', show: share, about: 'of all test queries, as in the suite `retrieval`, before any is timed' },
    { name: 'build_ms', show: digits, about: 'indexing all documents, three times in turn, milliseconds' },
    { name: 'query_us', show: digits, about: 'one query alone, its first ten documents, microseconds' },
    {
      name: 'index_bytes',
      show: size,
      about: 'the index as the system saves it; those of ours and orama hold the texts'
    },
    ...RIVALS.flatMap(rival => [
      { name: `build_over_${rival}`, show: ratio, about: `our time to index over that of ${rival}, build by build` },
      {
        name: `query_over_${rival}`,
        show: ratio,
        about: `our time for a query over that of ${rival}, five queries by five`
      }
    ])
  ],
  targets: [],
  run: request => runWorks(SEARCH_WORKS, request, [])
}
