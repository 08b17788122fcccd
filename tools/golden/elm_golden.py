"""Writes fixtures/golden/elm/machines.json: what scikit-learn makes of a few small tables, for test/elm/golden.test.ts.

Run from the repository root with a Python that has scikit-learn (Debian: python3-sklearn):

    python3 tools/golden/elm_golden.py

Features are rounded to 32-bit floats, so that sparse and dense rows hold the same numbers. Its output is the same on every
run with the same versions.
"""

import json
import pathlib
import platform
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.kernel_approximation import Nystroem
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import LeaveOneGroupOut, LeaveOneOut

OUT = pathlib.Path("fixtures/golden/elm")
ROWS, NEW, COLS, OUTPUTS = 30, 8, 6, 3

KERNELS = [
    {"type": "linear"},
    {"type": "cosine"},
    {"type": "rbf"},
    {"type": "rbf", "gamma": 0.7},
    {"type": "laplacian"},
    {"type": "laplacian", "gamma": 0.3},
    {"type": "polynomial"},
    {"type": "polynomial", "gamma": 0.4, "degree": 2, "offset": 0.5},
]


def table(seed):
    """Mostly zeros, one row of nothing but zeros among the old and the new rows."""
    random = np.random.RandomState(seed)
    x = random.normal(size=(ROWS + NEW, COLS)) * (random.uniform(size=(ROWS + NEW, COLS)) < 0.6)
    x[3] = x[ROWS] = 0
    x = x.astype(np.float32).astype(np.float64)
    mixing = random.normal(size=(COLS, OUTPUTS))
    targets = np.sin(x[:ROWS] @ mixing) + 0.1 * random.normal(size=(ROWS, OUTPUTS))
    weights = random.uniform(0.2, 3, size=ROWS)
    return x[:ROWS], x[ROWS:], targets, weights


def theirs(kernel):
    """Our kernel parameters to scikit-learn's."""
    names = {"gamma": "gamma", "degree": "degree", "offset": "coef0"}
    return {"kernel": kernel["type"], **{names[key]: value for key, value in kernel.items() if key in names}}


def nested(matrix):
    return [[float(v) for v in row] for row in matrix]


def result(predict, train, new):
    return {"scores": nested(predict(train)), "predictions": nested(predict(new))}


def kernel_ridge(kernel, ridge, weighted, x, new, targets, weights, groups):
    sample_weight = weights if weighted else None

    def trained(rows):
        model = KernelRidge(alpha=ridge, **theirs(kernel))
        return model.fit(x[rows], targets[rows], sample_weight=None if sample_weight is None else sample_weight[rows])

    def left_out(folds):
        out = np.zeros_like(targets)
        for train, held in folds:
            out[held] = trained(train).predict(x[held])
        return nested(out)

    return {
        "kernel": kernel,
        "ridge": ridge,
        "weighted": weighted,
        **result(trained(np.arange(ROWS)).predict, x, new),
        "leftOut": left_out(LeaveOneOut().split(x)),
        "groupsLeftOut": left_out(LeaveOneGroupOut().split(x, groups=groups)),
    }


def nystroem_ridge(kernel, ridge, weighted, x, new, targets, weights):
    landmarks = Nystroem(n_components=9, random_state=4, **theirs(kernel)).fit(x)
    model = Ridge(alpha=ridge, fit_intercept=False, solver="cholesky")
    model.fit(landmarks.transform(x), targets, sample_weight=weights if weighted else None)
    return {
        "kernel": kernel,
        "ridge": ridge,
        "weighted": weighted,
        "landmarks": landmarks.component_indices_.tolist(),
        **result(lambda rows: model.predict(landmarks.transform(rows)), x, new),
    }


def logistic(kernel, components, ridge, weighted, x, new, targets, weights):
    """Features of every row, or of some: with every row a landmark the map is the kernel itself."""
    landmarks = Nystroem(n_components=components, random_state=4, **theirs(kernel)).fit(x)
    phi, phi_new = landmarks.transform(x), landmarks.transform(new)
    heads = []
    for column in targets.T:
        head = LogisticRegression(C=1 / ridge, fit_intercept=False, solver="newton-cg", tol=1e-12, max_iter=1000)
        heads.append(head.fit(phi, column, sample_weight=weights if weighted else None))

    def decide(features):
        return np.stack([head.decision_function(features) for head in heads], axis=1)

    return {
        "kernel": kernel,
        "ridge": ridge,
        "weighted": weighted,
        "landmarks": landmarks.component_indices_.tolist(),
        "scores": nested(decide(phi)),
        "predictions": nested(decide(phi_new)),
    }


def main():
    x, new, targets, weights = table(7)
    groups = np.arange(ROWS) * 5 % 11
    classes = (targets > 0).astype(float)
    golden = {
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "script": "tools/golden/elm_golden.py",
        "x": nested(x),
        "new": nested(new),
        "targets": nested(targets),
        "classes": nested(classes),
        "weights": [float(w) for w in weights],
        "groups": groups.tolist(),
        "kernelRidge": [
            kernel_ridge(kernel, ridge, weighted, x, new, targets, weights, groups)
            for kernel in KERNELS
            for ridge, weighted in ((1.0, False), (0.05, True))
        ],
        "nystroemRidge": [
            nystroem_ridge(kernel, ridge, weighted, x, new, targets, weights)
            for kernel in KERNELS
            if kernel["type"] != "linear"
            for ridge, weighted in ((1.0, False), (0.05, True))
        ],
        "logistic": [
            logistic(kernel, components, ridge, weighted, x, new, classes, weights)
            for kernel in ({"type": "cosine"}, {"type": "rbf", "gamma": 0.7}, {"type": "laplacian", "gamma": 0.3})
            for components in (9, ROWS)
            for ridge, weighted in ((1.0, False), (0.05, True))
        ],
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "machines.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    # LogisticRegression warns where the line search can gain no more; agreement is what the test checks.
    warnings.simplefilter("ignore")
    main()
