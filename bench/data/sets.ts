/** A data set the bench reads, and what a person needs to know to get it. */
export interface DataSet {
  readonly name: string
  /** The place below the data folder. */
  readonly path: string
  readonly source: string
  readonly licence: string
  /** One line of the file, and what the rows are. */
  readonly layout: string
}

/** The data sets of the text works. None is part of this repository. */
export const SETS = {
  agNews: {
    name: 'AG News (Zhang, Zhao and LeCun 2015, from the AG corpus of news articles)',
    path: 'topics/ag_news.jsonl',
    source:
      'http://groups.di.unipi.it/~gulli/AG_corpus_of_news_articles.html, with the split of "Character-level Convolutional Networks for Text Classification"',
    licence: 'research and other non-commercial use: for benchmarks only',
    layout:
      '{"text": "title description", "label": "World|Sports|Business|Sci/Tech", "split": "train|test"}, the official order of each split, the test split whole (7,600 rows)'
  },
  smsSpam: {
    name: 'SMS Spam Collection (Almeida and Hidalgo 2011)',
    path: 'spam/sms_spam.jsonl',
    source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/228/sms+spam+collection',
    licence: 'CC BY 4.0',
    layout: '{"text": "message", "label": "ham|spam"}, all 5,574 rows in file order'
  },
  davidson: {
    name: 'Hate speech and offensive language (Davidson et al. 2017)',
    path: 'toxicity/davidson.jsonl',
    source: 'https://github.com/t-davidson/hate-speech-and-offensive-language, data/labeled_data.csv',
    licence: 'MIT',
    layout: '{"text": "tweet", "label": "hate_speech|offensive|neither"}, all 24,783 rows in file order'
  },
  tatoeba35: {
    name: 'Tatoeba sentences in 35 languages',
    path: 'language/tatoeba35.jsonl',
    source: 'https://tatoeba.org, up to 1,000 sentences of each language',
    licence: 'CC BY 2.0 FR',
    layout: '{"text": "sentence", "label": "ISO 639-3 code"}, all 34,548 rows in file order'
  }
} as const satisfies Record<string, DataSet>

/** How to get the sets that are not there, for the person at the terminal. */
export function howToGet(folder: string, missing: readonly DataSet[]): string {
  const list = missing.map(
    set =>
      `  ${set.name}\n    from     ${set.source}\n    licence  ${set.licence}\n    as       ${folder}/${set.path}\n    rows     one JSON object a line: ${set.layout}`
  )
  return `${missing.length === 1 ? 'a data set is' : 'data sets are'} missing below ${folder} (set WAYMARK_DATA to choose another folder)\n${list.join('\n')}`
}
