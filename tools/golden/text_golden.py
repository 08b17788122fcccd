"""Writes fixtures/golden/text/*.json: what scikit-learn makes of a few texts, for test/text/golden.test.ts.

Run from the repository root with a Python that has scikit-learn (Debian: python3-sklearn):

    python3 tools/golden/text_golden.py

Option names in the files are those of this package, so that the test passes them on as they are.
"""

import json
import pathlib
import platform
import warnings

import numpy
import scipy
import sklearn
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.utils.murmurhash import murmurhash3_32

OUT = pathlib.Path("fixtures/golden/text")
VERSIONS = {
    "python": platform.python_version(),
    "scikit-learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
}

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "The dog barks; the fox runs away, and the dog sleeps!",
    "Win £100 now!!! Call 0800-123-456 or visit www.example.com",
    "constructor __proto__ toString hasOwnProperty valueOf constructor",
    "Café naïve façade, Straße GROSSE İstanbul ΟΔΟΣ Σίσυφος",
    "cafe\u0301 nai\u0308ve Zalgo\u0335\u0334 का हिन्दी",
    "日本語のテキスト、東京タワー 漢字",
    "Emoji 😀😀 and 👩‍👩‍👧 and astral 𝒳𝒴 𐐀𐐁 \ufb00 \uff21\uff22",
    "tabs\tand\nnewlines\r\n\x0bvertical\x1cfile\x85next\xa0nbsp\u2003em\u3000wide\ufeffbom",
    "a b c aa bb cc a_b _c d1 2e",
    "",
    "   \n\t ",
    "I",
    "don't stop; it's O'Reilly's rock'n'roll — «quotes» ‘single’",
    "aaaa aaaa aaa aa bb bbb dog dog dog fox",
    # Both hash to -2**31, whose absolute value is no 32-bit integer.
    "uibaxbir cbhatswl",
]

STOP = ["the", "and", "or"]


def sparse(matrix, digits):
    values = [round(float(v), digits) for v in matrix.data]
    return {
        "rows": matrix.shape[0],
        "cols": matrix.shape[1],
        "indptr": matrix.indptr.tolist(),
        "indices": matrix.indices.tolist(),
        "values": values,
    }


def common(options):
    """Our option names to scikit-learn's."""
    analyzer = {"word": "word", "charWb": "char_wb"}[options.get("analyzer", "word")]
    out = {"analyzer": analyzer, "ngram_range": tuple(options.get("ngramRange", (1, 1)))}
    if "lowercase" in options:
        out["lowercase"] = options["lowercase"]
    if "stopWords" in options:
        out["stop_words"] = options["stopWords"]
    if "norm" in options:
        out["norm"] = options["norm"]
    return out


def hashing(options):
    kwargs = common(options)
    for ours, theirs in (("nFeatures", "n_features"), ("alternateSign", "alternate_sign"), ("binary", "binary")):
        if ours in options:
            kwargs[theirs] = options[ours]
    matrix = HashingVectorizer(**kwargs).transform(TEXTS)
    matrix.sort_indices()
    return {"options": options, "matrix": sparse(matrix, 9)}


def tfidf(options):
    kwargs = common(options)
    names = {
        "useIdf": "use_idf",
        "smoothIdf": "smooth_idf",
        "sublinearTf": "sublinear_tf",
        "minDf": "min_df",
        "maxDf": "max_df",
        "maxFeatures": "max_features",
    }
    for ours, theirs in names.items():
        if ours in options:
            kwargs[theirs] = options[ours]
    vectorizer = TfidfVectorizer(**kwargs)
    matrix = vectorizer.fit_transform(TEXTS)
    matrix.sort_indices()
    out = {"options": options, "vocabulary": vectorizer.get_feature_names_out().tolist(), "matrix": sparse(matrix, 9)}
    if options.get("useIdf", True):
        out["idf"] = [round(float(v), 12) for v in vectorizer.idf_]
    return out


HASHING = [
    {},
    {"ngramRange": [1, 2], "nFeatures": 2**18},
    {"ngramRange": [1, 2], "nFeatures": 2**18, "alternateSign": False, "norm": None},
    {"ngramRange": [1, 3], "nFeatures": 13, "norm": "l1"},
    {"ngramRange": [1, 2], "nFeatures": 7, "norm": None},
    {"ngramRange": [1, 2], "nFeatures": 7, "norm": "l2", "binary": True},
    {"ngramRange": [1, 1], "lowercase": False, "norm": None},
    {"ngramRange": [1, 2], "stopWords": STOP, "norm": None},
    {"analyzer": "charWb", "ngramRange": [3, 5], "nFeatures": 2**18},
    {"analyzer": "charWb", "ngramRange": [3, 5], "nFeatures": 97, "norm": None, "alternateSign": False},
    {"analyzer": "charWb", "ngramRange": [1, 2], "nFeatures": 31, "norm": "l1"},
    {"analyzer": "charWb", "ngramRange": [4, 4], "nFeatures": 2**18, "norm": None},
]

TFIDF = [
    {},
    {"ngramRange": [1, 2], "sublinearTf": True},
    {"smoothIdf": False, "norm": "l1"},
    {"norm": None, "minDf": 2},
    {"minDf": 0.1, "maxDf": 0.2},
    {"maxDf": 2, "useIdf": False},
    {"maxFeatures": 2, "stopWords": STOP},
    {"analyzer": "charWb", "ngramRange": [2, 3], "minDf": 3, "sublinearTf": True},
    {"analyzer": "charWb", "ngramRange": [1, 1], "lowercase": False},
]

MURMUR = ["", "a", "ab", "abc", "abcd", "hello world", "The quick brown fox jumps over the lazy dog", "日本語", "😀", "\0"]


def murmur():
    seeds = [0, 1, 42, 2**31 - 1, 2**31, 2**32 - 1]
    return [
        {"text": text, "seed": seed, "hash": int(murmurhash3_32(text.encode(), seed=seed))}
        for text in MURMUR
        for seed in seeds
    ]


def lower():
    """Words whose lower case is hard: by context, longer than the capital, outside the first plane, late additions."""
    words = [
        "ΟΔΟΣ", "Σ", "ΑΣ ΒΣ.", "Σίσυφος", "İ", "I", "ẞ", "Ǆ", "ǅ", "Ω", "K", "Å", "ᏸ", "Ꭰ", "𐐀", "Ⴀ", "Ა", "Ɐ", 
        "ΑΣ\u0301", "Α\u00adΣ", "ΑΣ\u00adΒ",
    ]
    return [{"text": word, "lower": word.lower()} for word in words]


def write(name, key, value):
    OUT.mkdir(parents=True, exist_ok=True)
    body = {"versions": VERSIONS, "script": "tools/golden/text_golden.py", **({"texts": TEXTS} if key == "cases" else {}), key: value}
    path = OUT / name
    path.write_text(json.dumps(body, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(path, path.stat().st_size)


warnings.simplefilter("ignore")
write("hashing.json", "cases", [hashing(options) for options in HASHING])
write("tfidf.json", "cases", [tfidf(options) for options in TFIDF])
write("murmur.json", "vectors", murmur())
write("lower.json", "words", lower())
