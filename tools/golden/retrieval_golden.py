"""Writes fixtures/golden/bench/retrieval.json: rankings with graded judgements, and their nDCG by scikit-learn, for
test/bench/trec-golden.test.ts.

Run from the repository root with a Python that has scikit-learn (Debian: python3-sklearn):

    /usr/bin/python3 tools/golden/retrieval_golden.py

`ndcg_score` has the gain and the discount of trec_eval (gain = grade, log2(rank + 1)). It wants a score for every document, so the
ranking gets falling ones, and what was not found scores that fall further. Where fewer than k documents were found, what follows them
would count, so rankings are as long as the deepest k or leave only irrelevant documents out. Recall and reciprocal rank are counted
here by plain loops. Its output is the same on every run with the same versions.
"""

import json
import pathlib
import platform

import numpy as np
import sklearn
from sklearn.metrics import ndcg_score

OUT = pathlib.Path("fixtures/golden/bench/retrieval.json")
DEPTHS = (1, 5, 10, 20)


def case(random, documents, rate):
    grades = np.where(random.rand(documents) < rate, random.randint(1, 5, size=documents), 0)
    grades[random.randint(documents)] = 2
    order = random.permutation(documents)
    # Irrelevant documents at the end of the order are not found at all.
    found = len(order)
    while found > 1 and grades[order[found - 1]] == 0:
        found -= 1
    scores = np.empty(documents)
    scores[order] = np.arange(documents, 0, -1)
    first = next((i + 1 for i, d in enumerate(order) if grades[d] > 0), None)
    relevant = int((grades > 0).sum())
    return {
        "found": [str(d) for d in order[:found]],
        "grades": {str(d): int(g) for d, g in enumerate(grades) if g > 0 or d % 3 == 0},
        "ndcg": {k: float(ndcg_score([grades], [scores], k=k)) for k in DEPTHS},
        "recall": {k: sum(grades[d] > 0 for d in order[:k]) / relevant for k in DEPTHS},
        "reciprocal_rank": {k: 1 / first if first <= k else 0 for k in DEPTHS},
    }


random = np.random.RandomState(7)
cases = [case(random, int(n), r) for n in (2, 5, 11, 30, 60) for r in (0.02, 0.3, 0.9) for _ in range(2)]
versions = {"python": platform.python_version(), "scikit-learn": sklearn.__version__, "numpy": np.__version__}
golden = {"versions": versions, "script": "tools/golden/retrieval_golden.py", "cases": cases}
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
