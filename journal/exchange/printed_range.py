"""A laboratory's own range as printed or typed ("115-160", "< 5,0", "over 60"), read into its two limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from journal.exchange.matching import is_unsure, number_in

NUMBER: Final = r"\d+(?:[.,]\d+)?"
DASH: Final = r"(?:-|–|—|−|\.{2,3}|…|to|bis|à|a|until)"
UNDER: Final = r"(?:<=?|≤|=<|under|below|less than|up to|at most|max\.?|bis|unter|jusqu’à|moins de)"
OVER: Final = r"(?:>=?|≥|=>|over|above|more than|from|at least|min\.?|über|ab|plus de)"
BETWEEN: Final = re.compile(rf"({NUMBER})\s*{DASH}\s*({NUMBER})", re.IGNORECASE)
BELOW: Final = re.compile(rf"{UNDER}\s*({NUMBER})", re.IGNORECASE)
ABOVE: Final = re.compile(rf"{OVER}\s*({NUMBER})", re.IGNORECASE)
LABEL: Final = re.compile(
    r"^(?:(?:normal|reference|ref\.?|standard|expected|lab’s own)?\s*(?:range|interval|values?|limits)|ref\.?)"
    r"\s*[:=]?\s*",
    re.IGNORECASE,
)
_BRACKETS: Final = "()[]{} \t"


@dataclass(frozen=True)
class PrintedRange:
    """A range: its limits, or where these cannot be read, its *words* as they stand on paper."""

    low: Decimal | None = None
    high: Decimal | None = None
    words: str = ""

    @property
    def runs_backwards(self) -> bool:
        """Say whether the lower limit is above the upper one, which no laboratory prints."""
        return self.low is not None and self.high is not None and self.low > self.high


def read_range(text: str) -> PrintedRange:
    """Return the range that *text* says; one without readable limits keeps its words."""
    plain = LABEL.sub("", text.strip()).strip(_BRACKETS)
    if not plain:
        return PrintedRange()
    if found := BETWEEN.fullmatch(plain):
        low, high = (_limit(part) for part in found.groups())
        return PrintedRange(low, high) if low is not None and high is not None else PrintedRange(words=text.strip())
    if found := BELOW.fullmatch(plain):
        limit = _limit(found.group(1))
        return PrintedRange(None, limit) if limit is not None else PrintedRange(words=text.strip())
    if found := ABOVE.fullmatch(plain):
        limit = _limit(found.group(1))
        return PrintedRange(limit, None) if limit is not None else PrintedRange(words=text.strip())
    return PrintedRange(words=text.strip())


def _limit(text: str) -> Decimal | None:
    """Return a limit; "150,000" could be two numbers, so its words are kept instead."""
    if is_unsure(text):
        return None
    found = number_in(text)
    return found[0] if found is not None else None
