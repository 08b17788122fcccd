"""A second implementation of the model file, from the safetensors description alone.

    python3 tools/golden/safetensors_golden.py write test/model/golden
    python3 tools/golden/safetensors_golden.py read FILE     prints the record as JSON, tensor bytes in hexadecimal

Standard library only (Python 3.9 or later); its output is the same on every run.
"""

import json
import math
import pathlib
import random
import re
import struct
import sys

# safetensors name: (struct code, bytes per element)
CODES = {
    "F64": ("d", 8), "F32": ("f", 4), "F16": ("e", 2),
    "I32": ("i", 4), "U32": ("I", 4), "I16": ("h", 2), "U16": ("H", 2), "I8": ("b", 1), "U8": ("B", 1),
}


def text_of(value):
    """JSON without spaces, keys by code point; what UTF-8 cannot carry, a lone surrogate, as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\ud800-\udfff]", lambda m: "\\u%04x" % ord(m.group()), text)


def by_key(value):
    if isinstance(value, dict):
        return {key: by_key(value[key]) for key in sorted(value)}
    return [by_key(item) for item in value] if isinstance(value, list) else value


def write(kind, version, config, tensors):
    """tensors: {name: (dtype, shape, values)}"""
    order = sorted(tensors, key=lambda name: (-CODES[tensors[name][0]][1], name))
    header = {"__metadata__": {
        "format": "waymark", "kind": kind, "version": str(version), "config": text_of(by_key(config)),
    }}
    data = b""
    for name in order:
        dtype, shape, values = tensors[name]
        packed = struct.pack("<%d%s" % (len(values), CODES[dtype][0]), *values)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    head = text_of(header).encode("utf-8")
    head += b" " * (-len(head) % 8)
    return struct.pack("<Q", len(head)) + head + data


def read(blob):
    (length,) = struct.unpack_from("<Q", blob)
    assert length % 8 == 0 and 8 + length <= len(blob), "header length"
    header = json.loads(blob[8:8 + length].decode("utf-8"))
    data = blob[8 + length:]
    metadata = header.pop("__metadata__")
    tensors, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, size = entry["data_offsets"][0], CODES[entry["dtype"]][1]
        assert begin == end and begin % size == 0, "tensor %r begins at %d" % (name, begin)
        end = entry["data_offsets"][1]
        assert end - begin == math.prod(entry["shape"]) * size, "tensor %r size" % name
        tensors[name] = [entry["dtype"], entry["shape"], data[begin:end].hex()]
    assert end == len(data), "data ends at %d of %d" % (end, len(data))
    metadata["config"] = json.loads(metadata["config"])
    return {"metadata": metadata, "tensors": tensors}


def reference():
    """Every element type, awkward values, and names that trip objects, sorting and encodings."""
    inf = math.inf
    return write(
        "golden", 3,
        {
            "ridge": 0.001, "bits": 18, "names": ["a", "é", "漢字", "😀", "\ud83d", "quote \" \\ \n\x01"],
            "__proto__": {"constructor": True, "none": None}, "10": 1, "9": -2.5, "empty": {}, "list": [],
        },
        {
            "weights": ("F64", [2, 3], [0.1, -0.0, 1e300, 5e-324, inf, -1.5]),
            "z": ("F32", [2, 2], [0.25, -0.0, 16777216.0, -inf]),
            "half": ("F16", [4], [1.0, -2.5, 65504.0, 2.0 ** -24]),
            "i32": ("I32", [2], [-2147483648, 2147483647]),
            "u32": ("U32", [2], [0, 4294967295]),
            "i16": ("I16", [1, 2], [-32768, 32767]),
            "u16": ("U16", [2, 1], [0, 65535]),
            "i8": ("I8", [3], [-128, -1, 127]),
            "__proto__": ("U8", [1], [255]),
            "constructor": ("U8", [2], [0, 1]),
            "scalar": ("F64", [], [42.0]),
            "nothing": ("F32", [0, 7], []),
            "": ("U8", [1], [7]),
            "10": ("U8", [1], [10]),
            "9": ("U8", [1], [9]),
            "\uffff": ("U8", [1], [1]),
            "😀": ("U8", [1], [2]),
        },
    )


def halves():
    """Doubles and the halves nearest to them, as Python's own `struct` rounds them."""
    pick = random.Random(20)
    values = [0.0, -0.0, 65519.99999, 65504.0, 2.0 ** -24, 2.0 ** -25, 2.0 ** -25 * 1.0000001, 2.0 ** -14, 6.1e-5]
    # Halfway between two halves, and one double to either side: where rounding twice goes wrong.
    for _ in range(150):
        (below,) = struct.unpack("<e", struct.pack("<H", pick.randrange(0x7bff)))
        (above,) = struct.unpack("<e", struct.pack("<H", struct.unpack("<H", struct.pack("<e", below))[0] + 1))
        middle = (below + above) / 2
        values += [middle, -middle, math.nextafter(middle, 0), -math.nextafter(middle, math.inf)]
    values += [pick.choice([-1, 1]) * 2.0 ** pick.uniform(-28, 15.9) for _ in range(400)]
    return write("halves", 1, {}, {
        "values": ("F64", [len(values)], values), "bits": ("F16", [len(values)], values),
    })


if __name__ == "__main__":
    if sys.argv[1] == "write":
        folder = pathlib.Path(sys.argv[2])
        (folder / "reference.safetensors").write_bytes(reference())
        (folder / "halves.safetensors").write_bytes(halves())
    else:
        print(json.dumps(read(pathlib.Path(sys.argv[2]).read_bytes())))
