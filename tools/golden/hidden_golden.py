"""Writes fixtures/golden/elm/hidden.json: hidden layers by a second implementation of their random numbers, and ridge regression
on them by scikit-learn, for test/elm/hidden-golden.test.ts.

Run from the repository root with a Python that has scikit-learn (Debian: python3-sklearn):

    /usr/bin/python3 tools/golden/hidden_golden.py

Files of machines do not hold the numbers of their hidden layer, so these here must never change.
"""

import json
import pathlib
import platform

import numpy as np
import sklearn
from sklearn.linear_model import Ridge

OUT = pathlib.Path("fixtures/golden/elm/hidden.json")
WORD = 0xFFFFFFFF

ACTIVATIONS = {
    "linear": lambda x: x,
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "gelu": lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
}


def split_mix(counter):
    while True:
        counter = (counter + 0x9E3779B9) & WORD
        z = counter ^ (counter >> 16)
        z = (z * 0x21F0AAAD) & WORD
        z = ((z ^ (z >> 15)) * 0x735A2D97) & WORD
        yield z ^ (z >> 15)


def rotate(x, k):
    return ((x << k) | (x >> (32 - k))) & WORD


def xoshiro(seed):
    words = split_mix(seed)
    s = [next(words) for _ in range(4)]
    while True:
        yield (rotate((s[1] * 5) & WORD, 7) * 9) & WORD
        t = (s[1] << 9) & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)


def units_of(layer, row):
    numbers = xoshiro((layer["seed"] + (row + 1) * 0x9E3779B1) & WORD)
    return [(next(numbers) / 2**31 - 1) * np.sqrt(3) * layer["scale"] for _ in range(layer["units"])]


def hidden(layer, x):
    weights = np.array([units_of(layer, row) for row in range(x.shape[1])])
    return ACTIVATIONS[layer["activation"]](x @ weights + np.array(units_of(layer, x.shape[1])))


def nested(matrix):
    return [[float(v) for v in row] for row in matrix]


def main():
    random = np.random.RandomState(11)
    x = (random.normal(size=(20, 5)) * (random.uniform(size=(20, 5)) < 0.7)).astype(np.float32).astype(np.float64)
    new = random.normal(size=(4, 5)).astype(np.float32).astype(np.float64)
    targets = np.stack([np.sin(x[:, 0]) + x[:, 1], x[:, 2] * x[:, 3]], axis=1)
    weights = random.uniform(0.2, 3, size=20)
    cases = []
    for i, activation in enumerate(ACTIVATIONS):
        layer = {"units": 7, "activation": activation, "scale": [1.0, 0.25, 2.5][i % 3], "seed": [0, 7, WORD][i % 3]}
        ridge = Ridge(alpha=0.3, fit_intercept=False).fit(hidden(layer, x), targets, sample_weight=weights)
        answers = ridge.predict(hidden(layer, new))
        cases.append({"layer": layer, "ridge": 0.3, "hidden": nested(hidden(layer, new)), "predictions": nested(answers)})
    golden = {
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
        },
        "script": "tools/golden/hidden_golden.py",
        "x": nested(x),
        "new": nested(new),
        "targets": nested(targets),
        "weights": [float(w) for w in weights],
        "cases": cases,
    }
    OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
