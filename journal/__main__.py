"""Starts the program: `python -m journal` and the command `treatment-journal`."""

from __future__ import annotations

import sys
from pathlib import Path

from journal.cli.main import main as command_line


def open_window(path: Path | None) -> int:
    """Show the window.  It is loaded here and not above, because most calls need none and Qt takes a while."""
    from journal.app import open_window as show

    return show(path)


def main() -> int:
    """Carry out what the command line says, and return the exit code."""
    return command_line(sys.argv[1:], open_window)


if __name__ == "__main__":
    sys.exit(main())
