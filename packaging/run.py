"""Sets up all that is needed, then starts Treatment Journal: python3 packaging/run.py [arguments]."""

from __future__ import annotations

import os
import subprocess
import sys

from environment import RUN_REQUIREMENTS, SetupError, environment_python


def main() -> int:
    """Set up, start the program with the same arguments, and return its exit code."""
    try:
        python = str(environment_python(RUN_REQUIREMENTS))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    command = [python, "-m", "journal", *sys.argv[1:]]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(python, command)


if __name__ == "__main__":
    sys.exit(main())
