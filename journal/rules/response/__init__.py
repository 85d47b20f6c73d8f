"""Response criteria, one file each; CRITERIA names them in the order shown."""

from typing import Final

from journal.rules.response import recist_1_1

CRITERIA: Final = (("recist-1.1", recist_1_1),)
