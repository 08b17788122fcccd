"""Dense linear algebra on matrices that are held, by numpy and scipy over the BLAS that the system has."""

import numpy
from clock import milliseconds, packed, unpacked
from scipy import linalg


def take(held, ask):
    """Holds matrices {name: {data, kind, rows, cols}} in place of those before."""
    held["matrices"] = {
        name: unpacked(m["data"], m["kind"], (m["rows"], m["cols"])).copy() for name, m in ask["matrices"].items()
    }
    # LAPACK wants columns one after the other, and a copy is no part of the work.
    held["columns"] = {name: numpy.asfortranarray(m) for name, m in held["matrices"].items()}
    held["out"] = None


def gemm(rows, columns, out):
    return numpy.dot(rows["a"], rows["b"], out=out)


def syrk(rows, columns, out):
    return numpy.dot(rows["a"], rows["a"].T, out=out)


def cholesky(rows, columns, out):
    return linalg.cholesky(columns["a"], lower=True, check_finite=False)


def solve(rows, columns, out):
    return linalg.solve_triangular(columns["a"], columns["b"], lower=True, check_finite=False)


def exp(rows, columns, out):
    return numpy.exp(rows["a"], out=out)


OPERATIONS = {"gemm": gemm, "syrk": syrk, "cholesky": cholesky, "solve": solve, "exp": exp}


def run(held, ask):
    """Milliseconds of one of `repeat` times, and the result if it is wanted."""
    operation = OPERATIONS[ask["operation"]]
    if held["out"] is None:
        held["out"] = operation(held["matrices"], held["columns"], None)
    ms, out = milliseconds(lambda: operation(held["matrices"], held["columns"], held["out"]), ask["repeat"])
    return {"ms": ms, "result": packed(out) if ask.get("wanted") else ""}
