"""Response criteria, one file each; CRITERIA names them in the order shown."""

from typing import Final

from journal.rules.response import irecist, recist_1_1

OF_SIZES: Final = (("recist-1.1", recist_1_1), ("irecist", irecist))  # judge a course of scans
CRITERIA: Final = (*OF_SIZES,)
