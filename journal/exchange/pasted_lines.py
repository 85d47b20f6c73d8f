"""One line of a pasted sheet, taken apart: test, result, flag, unit and the laboratory's own range."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from journal.exchange.printed_range import DASH, LABEL, NUMBER, OVER, UNDER
from journal.reference.analytes import analyte_named, analytes
from journal.reference.units import normalise_unit

FLAGS: Final = frozenset(
    {
        "h",
        "l",
        "hh",
        "ll",
        "n",
        "a",
        "*",
        "**",
        "↑",
        "↓",
        "↑↑",
        "↓↓",
        "+",
        "++",
        "-",
        "--",
        "!",
        "high",
        "low",
        "normal",
    }
    | {"abnormal", "critical", "hoch", "niedrig", "(h)", "(l)", "[h]", "[l]", "*h", "*l", "h*", "l*"}
)
WORDS: Final = (
    "not detected", "none detected", "undetected", "undetectable", "detected", "not found", "negative", "positive",
    "neg", "pos", "trace", "absent", "present", "non-reactive", "reactive", "haemolysed", "hemolyzed", "see note",
    "nicht nachweisbar", "nachweisbar", "negativ", "positiv",
)  # fmt: skip
BARE_UNITS: Final = frozenset(
    {"s", "sec", "seconds", "ratio", "index", "IU", "U", "fL", "pg", "ng", "mm", "kU", "Units"}
)
COMPARATOR: Final = r"(?:<=|>=|<|>|≤|≥)"
_VALUE: Final = re.compile(rf"{COMPARATOR}?\s?[+-]?\d[\d.,]*(?:[eE][+-]?\d{{1,2}})?")
_PRESSURE: Final = re.compile(r"\d{2,3}\s?/\s?\d{2,3}")
_GLUED_FLAG: Final = re.compile(rf"({COMPARATOR}?[+-]?\d[\d.,]*)\s?(HH|LL|H|L|\*+|↑+|↓+|!)", re.ASCII | re.IGNORECASE)
_WORDS: Final = re.compile(r"(?:" + "|".join(re.escape(word) for word in WORDS) + r")(?![\w-])", re.IGNORECASE)
_RANGE: Final = re.compile(
    rf"(?<![\w./^*])[(\[]?\s*(?:{NUMBER}\s*{DASH}\s*{NUMBER}|(?:{UNDER}|{OVER})\s*{NUMBER})\s*[)\]]?(?![\w^*/.,]\w)",
    re.IGNORECASE,
)
_COMPARATOR_TOKEN: Final = re.compile(rf"{COMPARATOR}\Z")
_SPLIT_UNIT: Final = re.compile(
    r"(?:[x×]\s*)?10\s*[\^*eE]?\s*(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*/\s*(?:[lL]|[uµμ][lL]|mm3)\Z"
)
_UNIT: Final = re.compile(r"[A-Za-zµμ%°\[{(][\w%°µμ/.*^\[\]{}()²³⁹¹⁰-]*(?:\s?/\s?[\w.²³]+)*(?:\s?m2|\s?m²)?\Z")
_RANGE_LABEL: Final = re.compile(
    r"[(\[]?\s*(?:normal|reference|ref\.?|standard)?\s*(?:range|interval|ref\.?)\s*[:=]?\s*(?=\x00)", re.IGNORECASE
)


@dataclass(frozen=True)
class PastedRow:
    """One result as it stands in the text, nothing of it judged.  *line* is where, from 1."""

    test: str
    value: str
    unit: str = ""
    range: str = ""
    flag: str = ""
    note: str = ""
    line: int = 0


@dataclass(frozen=True)
class _Rest:
    """What stands behind a value, and how well it was understood."""

    unit: str = ""
    range: str = ""
    flag: str = ""
    left: str = ""

    @property
    def points(self) -> int:
        """More where more of it makes sense."""
        return 2 * bool(self.unit) + 2 * bool(self.range) + bool(self.flag) - 4 * bool(self.left)


def is_value(text: str) -> bool:
    """Say whether *text* is a number, with a comparator or not, or two for a blood pressure."""
    text = text.strip()
    return bool(_VALUE.fullmatch(text) or _PRESSURE.fullmatch(text) or _GLUED_FLAG.fullmatch(text))


def is_word(text: str) -> bool:
    """Say whether *text* is a result in words ("not detected")."""
    return _WORDS.fullmatch(text.strip()) is not None


def is_flag(text: str) -> bool:
    """Say whether *text* is a laboratory's mark for a value outside its range."""
    return text.strip().casefold() in FLAGS


def is_range(text: str) -> bool:
    """Say whether *text* is a range with limits."""
    plain = LABEL.sub("", text.strip())
    return _RANGE.fullmatch(plain) is not None


def is_unit(text: str) -> bool:
    """Say whether *text* can be a unit: known to the table, or built like one."""
    plain = text.strip()
    if not plain or len(plain) > 20 or is_flag(plain):
        return False
    if normalise_unit(plain) in _known_units():
        return True
    is_built = "/" in plain or plain == "%"
    return is_built and bool(_UNIT.match(plain) or _SPLIT_UNIT.match(plain))


@functools.cache
def _known_units() -> frozenset[str]:
    return (
        frozenset(normalise_unit(analyte.unit) for analyte in analytes().values()) - {"", "1", "{score}"} | BARE_UNITS
    )


def parted(value: str) -> tuple[str, str]:
    """Return a value and the flag that sticks to it: "108L" and "11.8 H" are a number with a mark."""
    found = _GLUED_FLAG.fullmatch(value.strip())
    return (found.group(1), found.group(2)) if found else (value.strip(), "")


def row_in(text: str, line: int = 0) -> PastedRow | None:
    """Return the result that a line says in words and numbers with spaces between; None where it is none."""
    text = " ".join(text.split())
    best: tuple[int, PastedRow] | None = None
    for start, end in _values_in(text):
        name = text[:start].strip(" :=|•·").strip()
        if not name or not any(letter.isalpha() for letter in name) or len(name) > 60 or LABEL.match(name):
            continue
        value, flag = parted(text[start:end])
        rest = _rest(text[end:].strip())
        known = analyte_named(name)
        points = rest.points + (6 if known is not None else 0) - name.count(" ") // 3
        row = PastedRow(name, value, rest.unit, rest.range, flag or rest.flag, rest.left, line)
        if best is None or points > best[0]:
            best = points, row
    if best is None or (best[0] < 0 and analyte_named(best[1].test) is None):
        return None
    # A sentence with a number in it is no result: something must say so, be it a unit, a range or a known name.
    row = best[1]
    is_sure = row.unit or row.range or analyte_named(row.test) is not None or is_word(row.value)
    return row if is_sure else None


def _values_in(text: str) -> list[tuple[int, int]]:
    """Return where a value can stand: a number or word between spaces, not at the very start."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text):
        start, end = match.span()
        word = match.group()
        if start == 0:
            continue
        if _COMPARATOR_TOKEN.match(word):
            number = re.compile(r"\s\d[\d.,]*(?=\s|$)").match(text, end)
            if number:
                found.append((start, number.end()))
        elif _PRESSURE.fullmatch(word) or _VALUE.fullmatch(word) or _GLUED_FLAG.fullmatch(word):
            before = text[:start].rstrip().rsplit(" ", 1)[-1]
            if not _COMPARATOR_TOKEN.match(before):
                found.append((start, end))
    found += [match.span() for match in _WORDS.finditer(text) if match.start() > 0 and text[match.start() - 1] in " :="]
    return sorted(found)


def _rest(text: str) -> _Rest:
    """Take apart what stands behind a value, in whatever order it comes."""
    shown_range = ""
    matches = list(_RANGE.finditer(text))
    if matches:
        match = matches[-1]
        shown_range = match.group().strip().strip("()[]").strip()
        text = f"{text[: match.start()]} \x00 {text[match.end() :]}"
    text = _RANGE_LABEL.sub(" ", text)
    pieces = [piece.strip(" ,;()[]") if "/" not in piece else piece.strip(" ,;") for piece in text.split("\x00")]
    unit, flag, left = "", "", []
    for piece in pieces:
        words = piece.split()
        while words and is_flag(words[0]) and not unit:
            flag, words = flag or words[0], words[1:]
        while words and is_flag(words[-1]):
            flag, words = words[-1], words[:-1]
        joined = " ".join(words)
        if not joined:
            continue
        if not unit and is_unit(joined):
            unit = joined
        elif not unit and is_unit(words[0]):
            unit = words[0]
            left.append(" ".join(words[1:]))
        else:
            left.append(joined)
    return _Rest(unit, shown_range, flag.strip("()[]"), " ".join(left))
