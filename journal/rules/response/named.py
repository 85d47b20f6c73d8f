"""Which criterion the words of a report name, among those that judge sizes.

A report's own words are kept as they are written.  Where they name a rule, that rule counts for the course of scans.
"""

from __future__ import annotations

import re
from typing import Final

RECIST, IRECIST, MRECIST = "recist-1.1", "irecist", "mrecist"
OF_SIZES: Final = (RECIST, IRECIST, MRECIST)
WRITTEN: Final = {RECIST: "RECIST 1.1", IRECIST: "iRECIST", MRECIST: "mRECIST"}

# The whole name as reports write it: "iRECIST", "modified RECIST", "mRECIST (HCC)", "RECIST 1.1", "RECIST v1.1".
_NAME: Final = re.compile(
    r"(?<![a-z])(?P<kind>i|m|immune[ -]?|modified[ -]?)?recist(?:[ ,]*(?:version|v\.?)?[ ]*1[.,][01])?(?![a-z])",
    re.IGNORECASE,
)
_EDGE: Final = " :;,."


def named(text: str) -> str:
    """Return the criterion that *text* names first, as in CRITERIA; "" where it names none."""
    found = _NAME.search(text)
    if found is None:
        return ""
    kind = (found["kind"] or "").strip(" -").lower()
    return {"": RECIST, "i": IRECIST, "immune": IRECIST}.get(kind, MRECIST)


def naming(text: str, criterion: str) -> str:
    """Return *text* with *criterion* named in it instead of another; "" takes the name out."""
    name = WRITTEN.get(criterion, "")
    found = _NAME.search(text)
    if found is None:
        return f"{name}: {text}" if name and text else name or text
    before, after = text[: found.start()], text[found.end() :]
    if name:
        return f"{before}{name}{after}"
    return f"{before.rstrip(_EDGE)} {after.lstrip(_EDGE)}".strip()
