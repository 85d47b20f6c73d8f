"""Starts the program: `python -m journal` and the command `treatment-journal`."""

from __future__ import annotations

import sys

from journal.cli.main import main as command_line


def main() -> int:
    """Carry out what the command line says, and return the exit code."""
    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
