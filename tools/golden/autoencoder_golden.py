"""Writes fixtures/golden/elm/autoencoder.json: exact truncated singular value decompositions by scikit-learn of a few generated
tables, for test/elm/autoencoder-golden.test.ts.

Run from the repository root with a Python that has scikit-learn (Debian: python3-sklearn):

    /usr/bin/python3 tools/golden/autoencoder_golden.py

Rows are made as texts are: a few topics with words of their own, words drawn by a power law, counts dampened, tf-idf, length 1.
Values are rounded to 32-bit floats. Its output is the same on every run with the same versions.
"""

import json
import pathlib
import platform

import numpy as np
import scipy
import scipy.sparse
import sklearn
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfTransformer

OUT = pathlib.Path("fixtures/golden/elm/autoencoder.json")
DIMS, NEW = 12, 3


def table(rows, cols, topics, seed):
    random = np.random.RandomState(seed)
    base = 1 / (1 + np.arange(cols))
    likely = np.array([base * random.gamma(0.3, size=cols) for _ in range(topics)])
    likely /= likely.sum(axis=1, keepdims=True)
    counts = np.array([random.multinomial(15 + random.randint(20), likely[i % topics]) for i in range(rows)])
    x = TfidfTransformer(sublinear_tf=True).fit_transform(scipy.sparse.csr_matrix(counts))
    return scipy.sparse.csr_matrix(x.astype(np.float32))


def case(name, x, weights):
    old, new = x[:-NEW].astype(np.float64), x[-NEW:].astype(np.float64)
    roots = np.sqrt(np.ones(old.shape[0]) if weights is None else weights)
    svd = TruncatedSVD(DIMS, algorithm="arpack", random_state=0, tol=0).fit(scipy.sparse.diags(roots) @ old)
    components = svd.components_
    signs = np.sign(components[np.arange(DIMS), np.abs(components).argmax(axis=1)])
    return {
        "name": name,
        "cols": x.shape[1],
        "indptr": x.indptr.tolist(),
        "indices": x.indices.tolist(),
        "values": [float(v) for v in x.data],
        **({} if weights is None else {"weights": [float(w) for w in weights]}),
        "singularValues": [float(v) for v in svd.singular_values_],
        "newCodes": [[float(v) for v in row] for row in (new @ components.T) * signs],
    }


def main():
    random = np.random.RandomState(5)
    golden = {
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "script": "tools/golden/autoencoder_golden.py",
        "dims": DIMS,
        "newRows": NEW,
        "cases": [
            case("more columns than rows", table(50 + NEW, 120, 6, 1), None),
            case("more rows than columns", table(90 + NEW, 40, 9, 2), None),
            case("weighted rows", table(50 + NEW, 80, 5, 3), random.uniform(0.2, 3, size=50)),
        ],
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
