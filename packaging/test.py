"""Sets up all that is needed, then checks and tests everything: python3 packaging/test.py [pytest arguments]."""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, TEST_REQUIREMENTS, SetupError, environment_python, say

CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("layout", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
)


def main(arguments: list[str]) -> int:
    """Run style, types and tests (with arguments: only the tests they name); return 0 if all is well."""
    try:
        python = str(environment_python(TEST_REQUIREMENTS))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    headless = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MPLBACKEND": "Agg", "PYTHONUTF8": "1"}
    failed = []
    for name, command in () if arguments else CHECKS:
        say(f"Checking {name} …")
        if subprocess.run([python, "-m", *command], cwd=ROOT, env=headless, check=False).returncode:
            failed.append(name)
    tests = ["pytest", *(arguments or ["-q", "-n", "auto"])]
    if subprocess.run([python, "-m", *tests], cwd=ROOT, env=headless, check=False).returncode:
        failed.append("tests")
    if failed:
        say(f"Not well: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
