"""Embedders of texts, and the nearest of many vectors, by scikit-learn and numpy."""

import numpy
from clock import milliseconds, packed, unpacked
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer


def svd(held, ask):
    """Milliseconds to train LSA on texts, which is kept."""
    def fit():
        vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2)
        rows = vectorizer.fit_transform(ask["texts"])
        return vectorizer, TruncatedSVD(ask["dims"], random_state=ask.get("seed", 0)).fit(rows)

    ms, held["svd"] = milliseconds(fit)
    return {"ms": ms}


def svd_embed(held, ask):
    """Milliseconds to embed texts, and unit vectors (n, dims) if they are wanted."""
    vectorizer, axes = held["svd"]

    def embed():
        vectors = axes.transform(vectorizer.transform(ask["texts"]))
        lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / numpy.where(lengths > 0, lengths, 1)).astype(numpy.float32)

    ms, vectors = milliseconds(embed)
    return {"ms": ms, "vectors": packed(vectors) if ask.get("wanted") else ""}


def keep_rows(held, ask):
    """Takes a sparse matrix whose axes will be wanted."""
    parts = unpacked(ask["values"], numpy.float64), unpacked(ask["indices"], numpy.uint32).astype(numpy.int32), unpacked(ask["indptr"], numpy.uint32).astype(numpy.int32)
    held["rows"] = csr_matrix(parts, shape=(len(parts[2]) - 1, ask["cols"]))


def axes(held, ask):
    """Milliseconds of its SVD, and the squared length of the rows along the axes."""
    ms, svd = milliseconds(lambda: TruncatedSVD(ask["dims"], random_state=ask["seed"]).fit(held["rows"]))
    return {"ms": ms, "square": float((svd.singular_values_**2).sum())}


def keep(held, ask):
    """Takes vectors (n, dims) that will be searched."""
    held["vectors"] = unpacked(ask["vectors"], numpy.float32, (-1, ask["dims"])).copy()


def nearest(held, ask):
    """Milliseconds of one query in 32-bit floats, the k nearest in order, and which they are."""
    vectors, k = held["vectors"], ask["k"]
    queries = unpacked(ask["queries"], numpy.float32, (-1, vectors.shape[1]))

    def one(query):
        scores = vectors @ query
        top = numpy.argpartition(-scores, k)[:k]
        return top[numpy.argsort(-scores[top])]

    ms, found = milliseconds(lambda: [one(query) for query in queries])
    return {"ms": ms / len(queries), "found": [row.tolist() for row in found]}
