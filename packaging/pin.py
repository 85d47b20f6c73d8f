"""Pins every library with its hashes, for all platforms: python3 packaging/pin.py [--upgrade].  Needs uv.

The ranges stand in pyproject.toml.  Without --upgrade, what is pinned stays as long as the ranges allow it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from environment import ROOT, RUN, TEST, Environment

COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
# Where somebody gets libraries from is no business of the project's.
WITHOUT_ADDRESSES = ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]


def main(arguments: list[str]) -> int:
    """Write both files of pins anew."""
    if shutil.which("uv") is None:
        sys.exit("Pinning needs uv: install it, then start again.")
    place = Environment()
    run, test = place.pins(RUN), place.pins(TEST)
    # The test libraries join the program's own in one environment, so both must agree.
    for made, extra in ((run, []), (test, ["--extra", "test", "--constraint", str(run.relative_to(ROOT))])):
        command = [
            *COMPILE,
            *WITHOUT_ADDRESSES,
            *arguments,
            *extra,
            "pyproject.toml",
            "-o",
            str(made.relative_to(ROOT)),
        ]
        subprocess.run(command, cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
