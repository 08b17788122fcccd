"""Answers JSON lines: {"op": "module.function", ...} becomes {"value": ...} or {"error": "..."}.

Each function takes a dictionary that lives as long as the process, and what was asked. It measures by its own clock.
"""

import importlib
import json
import os
import sys

NAMES = {"sklearn": "scikit-learn"}


def start(held, ask):
    """Versions of the modules that will be needed."""
    said = []
    for name in ask["modules"]:
        module = importlib.import_module(name)
        said.append(f"{NAMES.get(name, name)} {module.__version__}")
    if "numpy" in ask["modules"]:
        said.append(blas())
    return ", ".join(["Python " + sys.version.split()[0], *said])


def blas():
    """The library under numpy, as far as threadpoolctl tells."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return "a BLAS that is not known"
    for pool in threadpool_info():
        if pool.get("user_api") == "blas":
            threads = pool["num_threads"]
            return f"{pool['internal_api']} {pool['version']} ({pool.get('architecture')}, {threads} thread{'s' if threads > 1 else ''})"
    return "no BLAS"


def answer(held, ask):
    if ask["op"] == "start":
        return start(held, ask)
    module, function = ask["op"].split(".")
    return getattr(importlib.import_module(module), function)(held, ask)


def main():
    replies = os.fdopen(os.dup(1), "w")
    # What a library prints must not get between the replies.
    os.dup2(2, 1)
    held = {}
    for line in sys.stdin:
        try:
            reply = {"value": answer(held, json.loads(line))}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


if __name__ == "__main__":
    main()
