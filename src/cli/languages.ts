import { dutchStemmer } from '../text/stem/dutch.ts'
import { frenchStemmer } from '../text/stem/french.ts'
import { italianStemmer } from '../text/stem/italian.ts'
import { lancaster } from '../text/stem/lancaster.ts'
import { norwegianStemmer } from '../text/stem/norwegian.ts'
import { porter } from '../text/stem/porter.ts'
import { portugueseStemmer } from '../text/stem/portuguese.ts'
import { russianStemmer } from '../text/stem/russian.ts'
import { spanishStemmer } from '../text/stem/spanish.ts'
import { swedishStemmer } from '../text/stem/swedish.ts'
import { ukrainianStemmer } from '../text/stem/ukrainian.ts'
import { chineseStopWords } from '../text/stopwords/chinese.ts'
import { dutchStopWords } from '../text/stopwords/dutch.ts'
import { englishStopWords } from '../text/stopwords/english.ts'
import { frenchStopWords } from '../text/stopwords/french.ts'
import { indonesianStopWords } from '../text/stopwords/indonesian.ts'
import { italianStopWords } from '../text/stopwords/italian.ts'
import { japaneseStopWords } from '../text/stopwords/japanese.ts'
import { norwegianStopWords } from '../text/stopwords/norwegian.ts'
import { persianStopWords } from '../text/stopwords/persian.ts'
import { polishStopWords } from '../text/stopwords/polish.ts'
import { portugueseStopWords } from '../text/stopwords/portuguese.ts'
import { russianStopWords } from '../text/stopwords/russian.ts'
import { spanishStopWords } from '../text/stopwords/spanish.ts'
import { swedishStopWords } from '../text/stopwords/swedish.ts'
import { ukrainianStopWords } from '../text/stopwords/ukrainian.ts'

/** How words of each language are brought to their stems, and which say nothing. */
const STEMMED = {
  english: { stem: porter, stopWords: englishStopWords },
  dutch: { stem: dutchStemmer, stopWords: dutchStopWords },
  french: { stem: frenchStemmer, stopWords: frenchStopWords },
  italian: { stem: italianStemmer, stopWords: italianStopWords },
  norwegian: { stem: norwegianStemmer, stopWords: norwegianStopWords },
  portuguese: { stem: portugueseStemmer, stopWords: portugueseStopWords },
  russian: { stem: russianStemmer, stopWords: russianStopWords },
  spanish: { stem: spanishStemmer, stopWords: spanishStopWords },
  swedish: { stem: swedishStemmer, stopWords: swedishStopWords },
  ukrainian: { stem: ukrainianStemmer, stopWords: ukrainianStopWords }
}

/** The languages that an index can be told; `none` takes every word as it is. */
export const LANGUAGES = { ...STEMMED, none: { stem: null, stopWords: null } }
export type Language = keyof typeof LANGUAGES

/** All that an index made with parts of this package may need beside its file. */
export const PARTS = {
  stemmers: [...Object.values(STEMMED).map(({ stem }) => stem), lancaster],
  stopWords: [
    ...Object.values(STEMMED).map(({ stopWords }) => stopWords),
    chineseStopWords,
    indonesianStopWords,
    japaneseStopWords,
    persianStopWords,
    polishStopWords
  ]
}
