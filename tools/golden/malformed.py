"""Writes one model file per lie. Name: the code of the error it must give, a dot, what is wrong with it.

    python3 tools/golden/malformed.py fixtures/malformed

Standard library only; its output is the same on every run.
"""

import json
import pathlib
import struct
import sys

METADATA = {"format": "waymark", "kind": "golden", "version": "1", "config": "{}"}
A = {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]}
B = {"dtype": "F32", "shape": [3], "data_offsets": [16, 28]}
DATA = bytes(range(28))


def blob(header, data=DATA, length=None):
    """header: an object, or the text or bytes to put in its place; length: what the file says of it."""
    if isinstance(header, dict):
        header = json.dumps(header, separators=(",", ":"))
    head = header if isinstance(header, bytes) else header.encode("utf-8")
    head += b" " * (-len(head) % 8)
    return struct.pack("<Q", len(head) if length is None else length) + head + data


def model(a=A, b=B, data=DATA, **metadata):
    """The sound file with tensors or metadata changed; a metadata key given as None is left out."""
    told = {key: value for key, value in {**METADATA, **metadata}.items() if value is not None}
    tensors = {"a": a, "b": b}
    return blob({"__metadata__": told, **{name: value for name, value in tensors.items() if value is not None}}, data)


def without(entry, key):
    return {name: value for name, value in entry.items() if name != key}


def raw(tensors, metadata=json.dumps(METADATA)):
    """A header written by hand, for what no JSON writer would write."""
    return blob('{"__metadata__":%s,%s}' % (metadata, tensors))


SOUND = model()
A_TEXT, B_TEXT = json.dumps(A), json.dumps(B)

FILES = {
    "truncated.empty-file": b"",
    "truncated.in-header-length": SOUND[:5],
    "truncated.in-header": SOUND[:100],
    "truncated.in-data": SOUND[:-1],
    "truncated.no-data": SOUND[:-28],
    "truncated.offsets-past-end": model(b={**B, "shape": [2 ** 40], "data_offsets": [16, 16 + 2 ** 42]}),
    "header-too-large.length-all-ones": blob("{}", length=2 ** 64 - 1),
    "header-too-large.length-high-half": blob("{}", length=2 ** 32 + 8),
    "header-too-large.length-one-over": blob("{}", length=4 * 2 ** 20 + 1),
    "header-too-large.json-form": b'{"format":"waymark","kind":"golden"}',
    "header-not-json.empty": blob(b"", length=0),
    "header-not-json.leading-space": blob(" " + json.dumps({"__metadata__": METADATA}), b""),
    "header-not-json.array": blob("[]", b""),
    "header-not-json.cut": blob('{"__metadata__":{"format":"waymark"'),
    "header-not-json.two-objects": blob("{}{}"),
    "header-not-json.code": blob('{"__metadata__":(()=>{throw 1})()}'),
    "bad-utf8.in-header": blob(b'{"__metadata__":{"kind":"\xff"}}'),
    "bad-utf8.overlong": blob(b'{"__metadata__":{"kind":"\xc0\xaf"}}'),
    "bad-utf8.surrogate": blob(b'{"__metadata__":{"kind":"\xed\xa0\x80"}}'),
    "too-deep.header": blob('{"a":' + "[" * 64 + "]" * 64 + "}"),
    "too-deep.header-far": blob('{"a":' + "[" * 9999 + "]" * 9999 + "}"),
    "too-deep.config": model(config='{"a":' + "[" * 64 + "]" * 64 + "}"),
    "duplicate-name.tensor": raw('"a":%s,"b":%s,"a":%s' % (A_TEXT, B_TEXT, A_TEXT)),
    "duplicate-name.escaped": raw('"a":%s,"b":%s,"\\u0061":%s' % (A_TEXT, B_TEXT, A_TEXT)),
    "duplicate-name.proto": raw('"__proto__":%s,"b":%s,"__proto__":%s' % (A_TEXT, B_TEXT, A_TEXT)),
    "duplicate-name.in-tensor": raw('"a":%s,"b":%s' % (A_TEXT.replace("{", '{"shape":[9],', 1), B_TEXT)),
    "duplicate-name.in-config": model(config='{"x":{"y":1,"y":2}}'),
    "bad-name.lone-surrogate": raw('"\\ud800":%s,"b":%s' % (A_TEXT, B_TEXT)),
    "bad-name.kind-lone-surrogate": model(kind="\ud800"),
    "bad-tensor.number": model(a=1),
    "bad-tensor.null": raw('"a":null,"b":%s' % B_TEXT),
    "bad-tensor.array": model(a=[A]),
    "bad-tensor.no-dtype": model(a=without(A, "dtype")),
    "bad-tensor.no-shape": model(a=without(A, "shape")),
    "bad-tensor.no-offsets": model(a=without(A, "data_offsets")),
    "bad-tensor.extra-key": model(a={**A, "strides": [1]}),
    "bad-dtype.unknown": model(a={**A, "dtype": "F128"}),
    "bad-dtype.inherited-name": model(a={**A, "dtype": "constructor"}),
    "bad-dtype.number": model(a={**A, "dtype": 64}),
    "bad-dtype.unsupported-I64": model(a={**A, "dtype": "I64"}),
    "bad-shape.negative": model(a={**A, "shape": [-2]}),
    "bad-shape.two-negatives": model(a={**A, "shape": [-1, -2]}),
    "bad-shape.minus-zero": raw('"a":%s,"b":%s' % (A_TEXT.replace("[2]", "[-0]"), B_TEXT)),
    "bad-shape.fraction": model(a={**A, "shape": [0.5, 4]}),
    "bad-shape.string": model(a={**A, "shape": ["2"]}),
    "bad-shape.not-an-array": model(a={**A, "shape": 2}),
    "bad-shape.null": model(a={**A, "shape": None}),
    "bad-shape.product-overflow": model(a={**A, "shape": [2 ** 32, 2 ** 32]}),
    "bad-shape.product-wraps-to-two": model(a={**A, "shape": [2 ** 63 + 1, 2]}),
    "bad-shape.overflow-hidden-by-zero": model(a={**A, "shape": [2 ** 30, 2 ** 30, 0], "data_offsets": [0, 0]}),
    "bad-shape.past-2-53": model(a={**A, "shape": [2 ** 53]}),
    "bad-offsets.negative": model(a={**A, "data_offsets": [-16, 0]}),
    "bad-offsets.backwards": model(a={**A, "data_offsets": [16, 0]}),
    "bad-offsets.fraction": model(a={**A, "data_offsets": [0.5, 16.5]}),
    "bad-offsets.strings": model(a={**A, "data_offsets": ["0", "16"]}),
    "bad-offsets.one": model(a={**A, "data_offsets": [0]}),
    "bad-offsets.three": model(a={**A, "data_offsets": [0, 16, 28]}),
    "bad-offsets.huge": model(a={**A, "data_offsets": [2 ** 64, 2 ** 64 + 16]}),
    "bad-offsets.infinite": raw('"a":%s,"b":%s' % (A_TEXT.replace("16]", "1e999]"), B_TEXT)),
    "bad-offsets.too-short": model(a={**A, "data_offsets": [0, 8]}),
    "bad-offsets.too-long": model(a={**A, "data_offsets": [0, 28]}, b=None),
    "bad-offsets.size-past-2-53": model(a={**A, "shape": [2 ** 52]}),
    "overlap.partly": model(b={**B, "data_offsets": [12, 24]}),
    "overlap.same-bytes": model(b={**A}),
    "overlap.inside": model(b={**B, "shape": [1], "data_offsets": [4, 8]}),
    "overlap.empty-inside": model(b={**B, "shape": [0], "data_offsets": [8, 8]}),
    "gap.between": model(b={**B, "shape": [2], "data_offsets": [20, 28]}),
    "gap.at-start": model(a={**A, "data_offsets": [8, 24]}, b=None),
    "trailing-bytes.one": SOUND + b"\0",
    "trailing-bytes.no-tensors": model(a=None, b=None),
    "not-waymark.no-metadata": blob({"a": A, "b": B}),
    "not-waymark.metadata-is-array": blob({"__metadata__": [], "a": A, "b": B}),
    "not-waymark.other-format": model(format="pt"),
    "not-waymark.no-format": model(format=None),
    "bad-metadata.not-a-string": model(version=1),
    "bad-metadata.no-kind": model(kind=None),
    "bad-metadata.empty-kind": model(kind=""),
    "bad-metadata.no-version": model(version=None),
    "bad-metadata.version-zero": model(version="0"),
    "bad-metadata.version-fraction": model(version="1.5"),
    "bad-metadata.version-hexadecimal": model(version="0x1"),
    "bad-metadata.version-huge": model(version="9" * 30),
    "bad-config.missing": model(config=None),
    "bad-config.not-json": model(config="{ridge: 1}"),
    "bad-config.array": model(config="[]"),
    "bad-config.infinite": model(config='{"ridge":[1,1e999]}'),
    "wrong-kind.other": model(kind="tokenizer"),
    "newer-version.two": model(version="2"),
    "newer-version.with-unknown-dtype": model(a={**A, "dtype": "F128"}, version="2"),
}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.safetensors"):
        old.unlink()
    for name, content in FILES.items():
        (folder / (name + ".safetensors")).write_bytes(content)
    # Beside the lies: the file they were made from, which must load.
    (folder / "sound.safetensors").write_bytes(SOUND)
