"""Turns away a Python that is too old, in one sentence; written so that old ones can read it.  Import it first."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Treatment Journal needs Python 3.11 or newer, and this is Python %d.%d: install a newer one."
        % sys.version_info[:2]
    )
