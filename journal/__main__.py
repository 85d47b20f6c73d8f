"""Starts the program: `python -m journal` and the command `treatment-journal`."""

from __future__ import annotations

import sys

from journal.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
