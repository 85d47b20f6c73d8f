"""Starts the program: `python -m journal` and the command `treatment-journal`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def open_window(path: Path | None) -> int:
    """Show the window.  It is loaded here and not above, because most calls need none and Qt takes a while."""
    gc.disable()  # what a start makes stays; once the window is filled, it collects for itself
    from journal.app import open_window as show

    return show(path)


def main() -> int:
    """Carry out what the command line says, and return the exit code."""
    match sys.argv[1:]:
        case []:
            return open_window(None)
        case ["open", file] if not file.startswith("-"):
            return open_window(Path(file))  # the window stands sooner without all that the other calls need
        case ["--draw-aside"]:  # what a packaged program starts itself with, beside its window
            from journal.charts.drawing_process import serve

            serve()
            return 0
        case arguments:
            from journal.cli.main import main as command_line

            return command_line(arguments, open_window)


if __name__ == "__main__":
    sys.exit(main())
