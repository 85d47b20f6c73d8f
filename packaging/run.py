"""Sets up all that is needed, then starts Treatment Journal: python3 packaging/run.py [arguments]."""

import floor  # noqa: F401, I001 - the first thing of all

import os
import subprocess
import sys

from environment import RUN, ready_python


def main(arguments: list[str]) -> int:
    """Set up, start the program with the same arguments, and return its exit code."""
    python = ready_python(RUN)
    # -P: a file called json.py in the folder where the person happens to be is not the program's.
    command = [python, "-P", "-m", "journal", *arguments]
    if sys.platform != "win32":
        os.execv(python, command)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
