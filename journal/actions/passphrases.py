"""Choosing a passphrase: six plain words drawn by chance, and how hard a phrase of one's own is to guess."""

from __future__ import annotations

import functools
import math
import re
import secrets
from collections.abc import Callable
from enum import Enum
from typing import Final

from journal.resources import resource
from journal.text.language import _

WORDS: Final = 6
SEPARATOR: Final = " "

# The limits are ours.  At a supposed 10,000 guesses a second (256,000 rounds each), all of 36 bits take 80 days,
# of 48 bits 900 years, of 58 bits 900,000 years.
WEAK_BELOW_BITS, FAIR_BELOW_BITS, GOOD_BELOW_BITS = 36, 48, 58  # six drawn words hold 59 and are strong

# How many bits a part of a phrase is counted as, where people choose it and no chance does.
COMMON_WORD_BITS: Final = 11.0  # one of the 2,000 words that people think of first
LETTER_BITS: Final = 3.0  # a letter of a word that is rarer than that: English has less, but names vary
YEAR_BITS, DIGIT_BITS, SIGN_BITS = 7.0, 3.3, 4.0
SAME_AGAIN_BITS: Final = 1.0
_PARTS: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<sign>.)", re.S
)
_RUNS: Final = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "01234567890")
_FIRST_TRIED: Final = frozenset(
    (
        *("password", "passwort", "passphrase", "secret", "geheim", "letmein", "welcome", "admin", "login", "iloveyou"),
        *("dragon", "monkey", "sunshine", "princess", "football", "master", "hello", "cancer", "journal", "treatment"),
    )
)


class Strength(Enum):
    """How hard a passphrase is to guess for somebody who has the file and a fast computer."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"

    def said(self) -> str:
        """Return the sentence about it."""
        return _SAID[self]()


_SAID: Final[dict[Strength, Callable[[], str]]] = {
    Strength.WEAK: lambda: _("This is easy to guess. Add words that have nothing to do with each other."),
    Strength.FAIR: lambda: _("This keeps out most people. A few more words would make it safer."),
    Strength.GOOD: lambda: _("This is hard to guess."),
    Strength.STRONG: lambda: _("This is very hard to guess, even for fast computers."),
}


@functools.cache
def words() -> tuple[str, ...]:
    """Return the plain English words that phrases are drawn from, each one once."""
    return tuple(resource("words", "en.txt").read_text("utf-8").split())


def suggested_bits(count: int = WORDS) -> float:
    """Return how many bits of chance *count* drawn words hold (six: about 59)."""
    return sum(math.log2(len(words()) - drawn) for drawn in range(count))


def suggested(count: int = WORDS) -> str:
    """Return *count* words, no two the same, drawn by the system's own source of chance."""
    return SEPARATOR.join(secrets.SystemRandom().sample(words(), count))


def strength(phrase: str) -> Strength:
    """Return how hard *phrase* is to guess; rather too low than too high."""
    bits = guessed_bits(phrase)
    if bits < WEAK_BELOW_BITS:
        return Strength.WEAK
    if bits < FAIR_BELOW_BITS:
        return Strength.FAIR
    return Strength.GOOD if bits < GOOD_BELOW_BITS else Strength.STRONG


def guessed_bits(phrase: str) -> float:
    """Return about how many bits somebody has to guess; a part that comes again counts almost nothing."""
    bits, seen = 0.0, set()
    for part in _PARTS.finditer(phrase.casefold()):
        text = part.group()
        bits += SAME_AGAIN_BITS if text in seen else _bits_of(part.lastgroup or "", text)
        seen.add(text)
    return bits


def _bits_of(kind: str, text: str) -> float:
    if kind == "space":
        return 0.0
    if kind == "year":
        return YEAR_BITS
    if text in _FIRST_TRIED or len(set(text)) == 1 or any(text in run or text in run[::-1] for run in _RUNS):
        return SAME_AGAIN_BITS if len(text) == 1 else 2 * SAME_AGAIN_BITS
    if kind == "digits":
        return DIGIT_BITS * len(text)
    if kind == "word":
        # One of the list is found as one of the list, however short.
        return suggested_bits(1) if text in words() else min(LETTER_BITS * len(text), COMMON_WORD_BITS)
    return SIGN_BITS
