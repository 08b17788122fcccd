import { BUILDING, PLACES } from '../browser/building.ts'
import { FIRST_LOAD } from '../browser/first-load.ts'
import { PLAIN, TYPING } from '../browser/typing.ts'
import { digits, size } from '../report/show.ts'
import { runWorks } from '../speed/field.ts'
import { OURS, type Suite } from '../suite.ts'
import { BROWSER_TARGETS } from '../targets.ts'

const WORKS = [FIRST_LOAD, TYPING, BUILDING]

/** What a visitor of the playground waits for. */
export const browser: Suite = {
  name: 'browser',
  about: 'the playground in Chromium: its first load, typing in the filter, building a search in the worker',
  reading: 'Headless Chromium on the machine named here. Of building, medians of three rounds ± standard deviation.',
  works: WORKS,
  systems: [OURS, PLAIN, ...Object.keys(PLACES).filter(name => name !== OURS)],
  measures: [
    { name: 'script_bytes', show: size, about: 'all script that the page asks for, gzipped; models aside' },
    { name: 'style_bytes', show: size, about: 'style sheets, gzipped' },
    { name: 'other_bytes', show: size, about: 'the page itself and its models, gzipped' },
    {
      name: 'key_wait_p50_ms',
      show: digits,
      about:
        'the longest that the main thread is kept by one thing from a key to the next, 120 ms later, drawing among it; median'
    },
    { name: 'key_wait_p95_ms', show: digits, about: 'the same, 95th percentile' },
    { name: 'key_work_p50_ms', show: digits, about: 'all script, style and layout from a key to the next, median' },
    { name: 'key_work_p95_ms', show: digits, about: 'the same, 95th percentile' },
    { name: 'key_wait_added_ms', show: digits, about: 'what the filter adds to the 95th percentile of the plain page' },
    { name: 'key_work_added_ms', show: digits, about: 'the same of script, style and layout' },
    { name: 'long_tasks', show: digits, about: 'tasks above 50 ms on the main thread of the page' },
    { name: 'longest_frame_ms', show: digits, about: 'from one frame to the next at most' },
    { name: 'build_ms', show: digits, about: 'until the search is there' }
  ],
  targets: BROWSER_TARGETS,
  run: request => runWorks(WORKS, request, [])
}
