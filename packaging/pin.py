"""Pins every library with its hashes, for all platforms: python3 packaging/pin.py [--upgrade].  Needs uv.

The ranges stand in pyproject.toml.  Without --upgrade, what is pinned stays as long as the ranges allow it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from environment import ROOT, RUN, TEST, Environment

COMPILE = [
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    # QtAwesome asks for it in order to be imported; only its files are read, and pins install without dependencies.
    "--no-emit-package",
    "qtpy",
]


def main(arguments: list[str]) -> None:
    """Write both files of pins anew."""
    if shutil.which("uv") is None:
        sys.exit("Pinning needs uv: install it, then start again.")
    run, test = (str(Environment().pins(name).relative_to(ROOT)) for name in (RUN, TEST))
    # The test libraries join the program's own in one environment, so both must agree.
    for made, extra in ((run, []), (test, ["--extra", "test", "--constraint", run])):
        subprocess.run([*COMPILE, *arguments, *extra, "pyproject.toml", "-o", made], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
