/** TF-IDF and TruncatedSVD of scikit-learn. */
export const SVD = 'sklearn-svd'

/** Numbers of a vector, of both. */
export const DIMS = 128
