"""Names that run the other way than the sentence that they stand in."""

from __future__ import annotations

import functools
import re
from typing import Final

from journal.text.language import is_right_to_left

LEFT_TO_RIGHT: Final = "\u200e"  # a letter without a shape
FIRST_FROM_RIGHT: Final = "\u0590"  # no letter before it runs from right to left


def in_line(text: str) -> str:
    """Return *text* with the order of its words kept, in a language that is read from left to right.

    A sentence that begins with an Arabic or Hebrew name would run from right to left as a whole, and a number behind
    such a name would be drawn before it: the dose of a medicine on the wrong side.
    """
    if not text or max(text) < FIRST_FROM_RIGHT or is_right_to_left():
        return text
    return _turned().sub(rf"{LEFT_TO_RIGHT}\g<0>{LEFT_TO_RIGHT}", text.replace(LEFT_TO_RIGHT, ""))


@functools.cache
def _turned() -> re.Pattern[str]:
    """Return what finds a run from right to left: with the numbers inside, up to the next letter of ours."""
    strong = r"\u0590-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    ours = r"A-Za-z\u00aa-\u058f\n"
    return re.compile(f"[{strong}](?:[^{ours}]*[{strong}])?")
