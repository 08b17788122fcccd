import { type DataSet, SETS } from '../data/sets.ts'

const layout = (labels: string, rows: string) => `{"text": "…", "label": "${labels}"}, all ${rows} rows in file order`

/** The sets that ready filters are trained on, which their licences allow. */
export const TRAINING_SETS = {
  smsSpam: SETS.smsSpam,
  spamAssassin: {
    name: 'SpamAssassin public corpus (2002–2003)',
    path: 'spam/spamassassin.jsonl',
    source:
      'https://spamassassin.apache.org/old/publiccorpus/, subject and text of each message, other headers left out',
    licence: 'PDDL / CC0',
    layout: layout('ham|spam', '6,046')
  },
  davidson: SETS.davidson,
  hateXplain: {
    name: 'HateXplain (Mathew et al. 2021)',
    path: 'toxicity/hatexplain.jsonl',
    source: 'https://github.com/hate-alert/HateXplain, tokens joined, the label of most annotators',
    licence: 'MIT',
    layout: layout('normal|offensive|hatespeech', '19,220')
  },
  insults: {
    name: 'Detecting Insults in Social Commentary (Impermium 2012)',
    path: 'toxicity/kaggle_insults.jsonl',
    source: 'https://www.kaggle.com/c/detecting-insults-in-social-commentary',
    licence: 'CC BY 4.0',
    layout: layout('neutral|insult', '8,799')
  },
  paraDetox: {
    name: 'ParaDetox (Logacheva et al. 2022)',
    path: 'toxicity/paradetox.jsonl',
    source: 'https://huggingface.co/datasets/s-nlp/paradetox, each toxic sentence and a neutral paraphrase',
    licence: 'CC0',
    layout: layout('toxic|neutral', '23,847')
  },
  cad: {
    name: 'Contextual Abuse Dataset (Vidgen et al. 2021)',
    path: 'toxicity/cad_reddit.jsonl',
    source: 'https://zenodo.org/record/4881008, any abuse against none',
    licence: 'CC BY 4.0',
    layout: layout('normal|hatespeech', '23,259')
  },
  waseemHovy: {
    name: 'Hateful Symbols or Hateful People? (Waseem and Hovy 2016)',
    path: 'toxicity/waseem_hovy.jsonl',
    source: 'https://github.com/ZeerakW/hatespeech',
    licence: 'CC BY 4.0',
    layout: layout('none|sexism|racism', '16,848')
  }
} as const satisfies Record<string, DataSet>

/** The sets that ready filters are judged on, and never trained on. */
export const JUDGED_SETS = {
  civil: {
    name: 'Civil Comments, a sample (Borkan et al. 2019)',
    path: 'toxicity/civil_comments_10k.jsonl',
    source:
      'https://www.tensorflow.org/datasets/catalog/civil_comments, lower-cased and without punctuation, half of it toxic',
    licence: 'CC0',
    layout: layout('ok|toxic', '9,989')
  },
  enron: {
    name: 'Enron-Spam, part 1 (Metsis, Androutsopoulos and Paliouras 2006)',
    path: 'spam/enron1.jsonl',
    source: 'http://www2.aueb.gr/users/ion/data/enron-spam/',
    licence: 'research: for benchmarks only',
    layout: layout('ham|spam', '5,172')
  }
} as const satisfies Record<string, DataSet>
