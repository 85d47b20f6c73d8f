"""The versions of the file's inner format, and what each is called in the migrations."""

from typing import Final

# The file's `user_version` is the place in this tuple, counted from 1.
REVISIONS: Final = ("0001_first", "0002_attachments", "0003_scan_readings")
CURRENT: Final = len(REVISIONS)
