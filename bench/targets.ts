/** A number that our own system has to reach. */
export interface Target {
  readonly work: string
  readonly measure: string
  readonly bound: 'at least' | 'at most'
  readonly value: number
}

const atLeast = (work: string, measure: string, value: number): Target => ({ work, measure, bound: 'at least', value })
const atMost = (work: string, measure: string, value: number): Target => ({ work, measure, bound: 'at most', value })

/**
 * What the defaults have to reach in the suite `quality`. Calibration error: 0.05 from twenty examples up, 0.03 from a
 * thousand up. Sizes are decimal: 150 kB = 150,000 bytes.
 */
export const QUALITY_TARGETS: readonly Target[] = [
  atLeast('agnews-5', 'accuracy', 0.505),
  atMost('agnews-5', 'ece', 0.05),
  atMost('agnews-5', 'train_ms', 10),
  atMost('agnews-5', 'model_bytes', 150_000),
  atLeast('agnews-5+vectors', 'accuracy', 0.795),
  atMost('agnews-5+vectors', 'ece', 0.06),
  atLeast('agnews-5+unlabelled-alone', 'accuracy', 0.6),
  atLeast('agnews-5+descriptions', 'accuracy', 0.82),
  atLeast('agnews-5+unlabelled', 'accuracy', 0.84),
  atLeast('agnews-5+both', 'accuracy', 0.85),
  atLeast('agnews-5+both', 'accuracy_min', 0.83),
  atLeast('agnews-0', 'accuracy', 0.82),
  atLeast('agnews-1250+vectors', 'accuracy', 0.885),
  atLeast('agnews-50', 'accuracy', 0.785),
  atMost('agnews-50', 'ece', 0.05),
  atLeast('agnews-1250', 'accuracy', 0.868),
  atMost('agnews-1250', 'ece', 0.03),
  atLeast('sms', 'f1', 0.97),
  atLeast('sms', 'recall@fpr0.005', 0.972),
  atMost('sms', 'ece', 0.03),
  atMost('sms', 'model_bytes', 1_000_000),
  atLeast('sms-100', 'roc_auc', 0.985),
  atLeast('sms-100', 'f1', 0.85),
  atMost('sms-100', 'ece', 0.05),
  atLeast('davidson', 'roc_auc', 0.975),
  atLeast('davidson', 'recall@fpr0.01', 0.77),
  atMost('davidson', 'ece', 0.03),
  atLeast('civil+ready', 'roc_auc', 0.825),
  atLeast('civil+ready', 'recall@fpr0.01', 0.21),
  atMost('civil+ready', 'model_bytes', 500_000),
  atMost('enron1+ready', 'model_bytes', 500_000),
  atLeast('tatoeba35', 'accuracy', 0.95),
  atMost('tatoeba35', 'ece', 0.03),
  atMost('tatoeba35', 'model_bytes', 500_000),
  atMost('evasion', 'sms_drop_max', 0.05),
  atMost('evasion', 'davidson_drop_max', 0.05)
]

/**
 * What the defaults have to reach in the suite `retrieval`: one set of them for all works. The bound on the file is 160 bytes for each of
 * the 5,000 documents and 1 MB.
 */
export const RETRIEVAL_TARGETS: readonly Target[] = [
  atLeast('cranfield', 'ndcg@10', 0.475),
  atLeast('cisi', 'ndcg@10', 0.433),
  atLeast('nfcorpus', 'ndcg@10', 0.362),
  atLeast('nfcorpus+feedback', 'ndcg@10', 0.435),
  atLeast('subspace', 'share_of_best', 0.98),
  atLeast('cranfield-titles', 'gain_over_lexical', -1),
  atLeast('cisi-titles', 'gain_over_lexical', -1),
  atLeast('nfcorpus-titles', 'gain_over_lexical', -1),
  atMost('size-5000', 'query_added_over_minisearch', 1),
  atMost('size-5000', 'build_over_minisearch', 3),
  atMost('size-5000', 'index_bytes_beyond', 160 * 5000 + 1_000_000)
]

/** The suite `kernels`. */
export const KERNEL_TARGETS: readonly Target[] = [
  ...['gemm-f32-512', 'gemm-f32-1024'].flatMap(work => [
    atLeast(work, 'speed_over_openblas', 0.32),
    atLeast(work, 'speed_over_waymark-plain', 7),
    atLeast(work, 'speed_over_ml-matrix', 25)
  ]),
  atLeast('cholesky-f64-1024', 'speed_over_ml-matrix', 15),
  atMost('logistic-head', 'logistic_over_squared', 1.5)
]

/** The suite `featurize`. */
export const FEATURIZE_TARGETS: readonly Target[] = [atLeast('shared', 'speed_over_scikit-learn', 3)]

/** The suite `train`. */
export const TRAIN_TARGETS: readonly Target[] = [
  atLeast('agnews-51k', 'accuracy', 0.917),
  atMost('agnews-51k', 'train_over_fasttext', 1.5),
  atMost('agnews-51k', 'peak_bytes', 600_000_000),
  atMost('agnews-20', 'train_ms', 5)
]

/** The suite `predict`. */
export const PREDICT_TARGETS: readonly Target[] = ['agnews-20', 'agnews-200', 'agnews-5000'].flatMap(work => [
  atLeast(work, 'speed_over_natural-bayes', 3),
  atMost(work, 'time_over_features', 1.2)
])

/** The suite `embed`. */
export const EMBED_TARGETS: readonly Target[] = [atMost('vectors-100k', 'query_over_f32-loop', 0.25)]

/** The suite `bundle`: decimal kilobytes. */
export const BUNDLE_TARGETS: readonly Target[] = [
  ...['answer', 'train+load', 'load', 'classify'].map(program => atMost('bundle', program, 14_000)),
  ...['kit', 'kit-minisearch'].map(program => atMost('bundle', program, 30_000))
]

/** The suite `browser`. */
export const BROWSER_TARGETS: readonly Target[] = [
  atMost('first-load', 'script_bytes', 60_000),
  atMost('typing', 'key_wait_added_ms', 4),
  atMost('typing', 'key_work_added_ms', 4),
  atMost('building', 'long_tasks', 0)
]

/** Whether a value keeps to its bound. */
export function reached(target: Target, value: number): boolean {
  return target.bound === 'at least' ? value >= target.value : value <= target.value
}
