"""What is typed beside sizes: read, kept as typed, or refused in one sentence; moved, renamed, undone with its scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions.scan_readings import (
    ASKED,
    SPOTS,
    Typed,
    answers_of,
    blank,
    change_spot,
    move_readings,
    read_typed,
    rules_of,
    said,
    spots_of,
)
from journal.domain.imaging import Modality, Scan
from journal.domain.patient import Patient
from journal.domain.problems import Problem
from journal.domain.quantity import Comparator, Quantity
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import TreatmentLine
from journal.rules.response.readings import RULE_WORDS
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.sayings import say_problem
from journal.text.scan_readings import reading_name, reading_word, words_for

DAY = date(2026, 3, 2)
SCAN = Scan(happened_on=DAY, modality=Modality.PET_CT)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def refused(what: str, text: str, before: tuple[ScanReading, ...] = ()) -> str:
    with pytest.raises(Problem) as caught:
        read_typed(what, text, before)
    return say_problem(caught.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "word"),
    [("1", "1"), ("5", "5"), ("x", "x"), ("X", "x"), ("DS 4", "4"), ("Deauville 2", "2"), ("Deauville score", None),
     ("0", None), ("6", None), ("4.5", None), ("-1", None), ("12", None), ("four", None)],
)  # fmt: skip
def test_a_score(text: str, word: str | None) -> None:
    if word is None:
        assert refused("deauville", text) == "The score is a number from 1 to 5, or an X. Check the report."
    else:
        assert read_typed("deauville", text) == Typed(word=word)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("24 x 18", "24", "18"),
        ("18x24", "24", "18"),  # the longer one is along
        ("24 × 18 mm", "24", "18"),
        ("2.4 x 1,8 cm", "24", "18"),
        ("2.4 cm x 1.8 cm", "24", "18"),
        ("24*18", "24", "18"),
        ("24", "24", None),
        ("500 x 500", "500", "500"),
    ],
)
def test_sizes_along_and_across(text: str, long: str, short: str | None) -> None:
    typed = read_typed("node", text)
    assert typed == Typed(long_mm=Decimal(long), short_mm=Decimal(short) if short else None)


@pytest.mark.parametrize(
    ("what", "text", "word"),
    [
        ("node", "gone", "absent"),
        ("node", "0", "absent"),
        ("node", "0 x 0", "absent"),
        ("node", "too", "too-small"),
        ("enhancing", "NOT LOOKED AT", "not-assessed"),
        ("unmeasured", "there", "present"),
        ("unmeasured", "growing", "progressed"),
        ("unmeasured", "gone", "absent"),
    ],
)
def test_words_for_a_spot(what: str, text: str, word: str) -> None:
    assert read_typed(what, text) == Typed(word=word)


@pytest.mark.parametrize(
    ("what", "text", "sentence"),
    [
        ("node", "24 x 18 x 9", "“24 x 18 x 9” is no size. Write it along and across in mm, like 24 x 18."),
        ("node", "-5", "“-5” is no size. Write it along and across in mm, like 24 x 18."),
        ("node", "500.1 x 3", "A spot is not longer than 500 mm. Check the number."),
        ("node", "2.00001 x 3", "The size has too many decimals. Three are enough."),
        ("node", "smaller", "“smaller” is not known here. Write one of: gone, too small, not looked at."),
        ("unmeasured", "g", "“g” is not known here. Write one of: there, gone, growing, not looked at."),
        ("unmeasured", "24 x 18", "“24 x 18” is not known here. Write one of: there, gone, growing, not looked at."),
        ("spleen", "13", "This length is between 30 and 400 mm. Check the number."),
        ("spleen", "400.1", "This length is between 30 and 400 mm. Check the number."),
        ("spleen", "130 x 40", "“130 x 40” is not one length. Write it in mm, like 120."),
        ("sul-peak", "300", "This value is between 0 and 100. Check the number."),
        ("sul-peak", "100.1", "This value is between 0 and 100. Check the number."),
        ("suv-max", "-1", "This value is between 0 and 100. Check the number."),
        ("suv-max", "high", "“high” is not a number. Write digits, like 3.8."),
        ("tlg", "100001", "This value is between 0 and 100000. Check the number."),
        ("bone-new", "-1", "Write how many, from 0 to 99. More than that counts as 99."),
        ("bone-new", "2.5", "Write how many, from 0 to 99. More than that counts as 99."),
        ("steroid-dose", "100.1", "A dose is between 0 and 100 mg a day. Check the number."),
        ("steroid-dose", "low", "“low” is not a dose. Write the mg of one day, like 4."),
        ("extent", "2001", "This length is between 0 and 2000 mm. Check the number."),
    ],
)
def test_what_cannot_be_gets_one_sentence(what: str, text: str, sentence: str) -> None:
    assert refused(what, text) == sentence


@pytest.mark.parametrize(
    ("what", "text", "typed"),
    [
        ("spleen", "30", Typed(long_mm=Decimal(30))),
        ("spleen", "13.5 cm", Typed(long_mm=Decimal(135))),
        ("spleen", "400", Typed(long_mm=Decimal(400))),
        ("sul-peak", "3,8", Typed(quantity=Quantity(Decimal("3.8")))),
        ("sul-peak", "< 2.5", Typed(quantity=Quantity(Decimal("2.5"), "", Comparator.LESS))),
        ("sul-peak", "100", Typed(quantity=Quantity(Decimal(100)))),
        ("sul-peak", "0", Typed(quantity=Quantity(Decimal(0)))),
        ("tlg", "412.5", Typed(quantity=Quantity(Decimal("412.5")))),
        ("extent", "12 cm", Typed(quantity=Quantity(Decimal(120), "mm"))),
        ("extent", "", None),
        ("deauville", "  ", None),
        ("steroid-dose", "1,5 mg", Typed(quantity=Quantity(Decimal("1.5"), "mg"))),
        ("steroid-dose", "100", Typed(quantity=Quantity(Decimal(100), "mg"))),
        ("bone-new", "0", Typed(quantity=Quantity(Decimal(0)))),
        ("bone-new", "99", Typed(quantity=Quantity(Decimal(99)))),
    ],
)
def test_lengths_and_values(what: str, text: str, typed: Typed | None) -> None:
    assert read_typed(what, text) == typed


def test_centimetres_beside_millimetres_are_asked_about() -> None:
    before = (replace(blank(SCAN, ReadingRule.LUGANO, "node"), name="Neck", long_mm=Decimal(24)),)
    sentence = "Is 2.4 in millimetres? Another scan says 24 mm. Write mm or cm behind it."
    assert refused("node", "2.4 x 1.8", before) == sentence
    assert read_typed("node", "2.4 x 1.8 cm", before) == Typed(Decimal(24), Decimal(18))
    assert read_typed("node", "2.4 x 1.8 mm", before) == Typed(Decimal("2.4"), Decimal("1.8"))
    assert read_typed("node", "20 x 18", before) is not None


@given(st.sampled_from([what for asked in (*ASKED.values(), *SPOTS.values()) for what in asked]), st.text(max_size=12))
def test_any_text_is_read_or_refused_in_words(what: str, text: str) -> None:
    answer: Typed | str | None
    try:
        answer = read_typed(what, text)
    except Problem as problem:
        answer = say_problem(problem)
    assert (answer is None) == (not text.strip())
    assert not isinstance(answer, str) or answer.endswith(".")


def test_all_words_that_rules_read_can_be_chosen_and_are_called_something() -> None:
    for what, words in RULE_WORDS.items():
        assert {word for word, _said in words_for(what)} == set(words)
        assert all(reading_word(what, word) for word in words)
    for asked in (*ASKED.values(), *SPOTS.values()):
        assert all(reading_name(what) != what for what in asked)


# In a journal


def write(journal: Journal, *records: Patient | Scan | TreatmentLine | ScanReading) -> None:
    with journal.change("Written") as draft:
        draft.save_all(records)


def score(scan: Scan, text: str) -> ScanReading:
    typed = read_typed("deauville", text)
    assert typed is not None
    return said(blank(scan, ReadingRule.LUGANO, "deauville"), typed, text)


def test_a_score_is_kept_as_typed_and_judged(journal: Journal) -> None:
    line = TreatmentLine(happened_on=date(2026, 1, 5), name="R-CHOP", number=1)
    write(journal, Patient(happened_on=DAY, name="Anna", cancer="lymphoma"), line, SCAN, score(SCAN, " DS 2"))
    (kept,) = journal.all(ScanReading)
    assert (kept.word, kept.printed, kept.author) == ("2", "DS 2", "Anna")
    assert rules_of(journal, SCAN) == (ReadingRule.LUGANO,)
    (answer,) = answers_of(journal, SCAN)
    assert answer.category == "CMR"


def test_deleting_a_scan_takes_its_readings_with_it_and_undo_brings_them_back(journal: Journal) -> None:
    write(journal, SCAN, score(SCAN, "2"))
    with journal.change("Scan deleted") as draft:
        draft.delete(SCAN)
    assert journal.all(ScanReading) == []
    assert answers_of(journal, SCAN) == ()
    journal.undo()
    assert len(journal.all(ScanReading)) == 1
    assert journal.agrees_with_history()


def test_a_scan_moves_with_what_it_says(journal: Journal) -> None:
    other = Scan(happened_on=date(2026, 6, 1))
    write(journal, SCAN, other, score(SCAN, "2"), score(other, "4"))
    moved = replace(SCAN, happened_on=date(2026, 4, 1))
    with journal.change("Moved") as draft:
        draft.save(moved)
        move_readings(draft, moved, journal.all(ScanReading))
    assert {each.scan_id: each.happened_on for each in journal.all(ScanReading)} == {
        SCAN.id: date(2026, 4, 1),
        other.id: date(2026, 6, 1),
    }


def test_a_spot_is_renamed_at_every_scan(journal: Journal) -> None:
    other = Scan(happened_on=date(2026, 6, 1))
    neck = [replace(blank(each, ReadingRule.LUGANO, "node"), name="Neck", word="absent") for each in (SCAN, other)]
    groin = replace(blank(SCAN, ReadingRule.LUGANO, "node"), name="Groin", word="absent")
    write(journal, SCAN, other, *neck, groin)
    with journal.change("Renamed") as draft:
        change_spot(draft, neck, new_name="Neck, left", what="extranodal")
    found = spots_of(journal.all(ScanReading), ReadingRule.LUGANO)
    assert set(found) == {("Neck, left", "extranodal"), ("Groin", "node")}
    assert spots_of(journal.all(ScanReading), ReadingRule.RANO) == ()
