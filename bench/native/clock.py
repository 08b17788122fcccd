"""Time of one call, and numbers on the wire."""

import base64
import time

import numpy


def milliseconds(work, repeat=1):
    """Of one of `repeat` calls, and what the last one gave."""
    start = time.perf_counter()
    for _ in range(repeat):
        out = work()
    return (time.perf_counter() - start) * 1000 / repeat, out


def packed(array):
    return base64.b64encode(numpy.ascontiguousarray(array).tobytes()).decode()


def unpacked(text, kind, shape=(-1,)):
    return numpy.frombuffer(base64.b64decode(text), dtype=kind).reshape(shape)
