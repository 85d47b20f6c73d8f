"""Sets up all that is needed, then checks and tests everything: python3 packaging/test.py [pytest arguments]."""

import floor  # noqa: F401, I001 - the first thing of all

import os
import subprocess
import sys

from environment import ROOT, TEST, ready_python, say

CHECKS = (
    ("style", ("ruff", "check", ".")),
    ("layout", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
)
ALL_TESTS = ("tests", ("pytest", "-q", "-n", "auto"))


def main(arguments: list[str]) -> int:
    """Run style, layout, types and tests (with arguments: only pytest, with these); return 0 if all is well."""
    python = ready_python(TEST)
    headless = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MPLBACKEND": "Agg", "PYTHONUTF8": "1"}
    failed = []
    for name, command in (("tests", ("pytest", *arguments)),) if arguments else (*CHECKS, ALL_TESTS):
        say(f"Checking {name} …")
        if subprocess.run([python, "-m", *command], cwd=ROOT, env=headless, check=False).returncode:
            failed.append(name)
    say(f"Not well: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
