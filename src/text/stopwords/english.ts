import { type StopWords, stopWordList } from '../stopwords.ts'

/** The words of `natural`'s list, as text: the module it stands in is larger, and brings a CommonJS wrapper along. */
const WORDS =
  'about above after again all also am an and another any are as at be because been before being below between ' +
  'both but by came can cannot come could did do does doing during each few for from further get got had has have ' +
  'he her here him himself his how if in into is it its itself like make many me might more most much must my ' +
  'myself never now of on only or other our ours ourselves out over own said same see she should since so some ' +
  'still such take than that the their theirs them themselves then there these they this those through to too ' +
  'under until up very was way we well were what when where which while who whom why with would you your yours ' +
  'yourself'
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789$_'

/** English stop words: the list of `natural`, which has every single letter and digit. */
export const englishStopWords: StopWords = /* @__PURE__ */ stopWordList('english', [
  .../* @__PURE__ */ WORDS.split(' '),
  ...CHARACTERS
])
