"""Texts to rows of counts, and classifiers on them, by scikit-learn."""

import numpy
from clock import milliseconds, packed
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC


def hashing(held, ask):
    """Milliseconds to hash texts with each of the vectorizers; with `rows` the counts too."""
    settings = [{**one, "ngram_range": tuple(one["ngram_range"])} for one in ask["vectorizers"]]
    vectorizers = [HashingVectorizer(alternate_sign=False, norm=None, **one) for one in settings]
    ms, matrices = milliseconds(lambda: [one.transform(ask["texts"]) for one in vectorizers])
    return {"ms": ms, "rows": [counts(matrix) for matrix in matrices] if ask.get("rows") else []}


def counts(matrix):
    rows = csr_matrix(matrix)
    rows.sort_indices()
    return {
        "indptr": packed(rows.indptr.astype(numpy.uint32)),
        "indices": packed(rows.indices.astype(numpy.uint32)),
        "values": packed(rows.data.astype(numpy.float64)),
    }


HEADS = {
    "svc": lambda: LinearSVC(),
    "logistic": lambda: LogisticRegression(max_iter=1000),
}


def train(held, ask):
    """Milliseconds to train a pipeline of word TF-IDF, 1 and 2 words, and a linear head, kept under its name."""
    def fit():
        return make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), HEADS[ask["head"]]()).fit(ask["texts"], ask["labels"])

    ms, held[ask["head"]] = milliseconds(fit)
    return ms


def classify(held, ask):
    """Labels of texts."""
    return list(held[ask["head"]].predict(ask["texts"]))


def classify_each(held, ask):
    """Milliseconds of one text alone."""
    model = held[ask["head"]]
    ms, _ = milliseconds(lambda: [model.predict([text]) for text in ask["texts"]])
    return ms / len(ask["texts"])
