"""Each point that can be read otherwise: a course at which that changes the answer, and one beside it where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.finding import Finding
from journal.domain.imaging import NewLesion
from journal.domain.scan_readings import ReadingRule
from journal.domain.sizes import Course, ScanDay
from journal.domain.treatment import Cycle, CycleState
from journal.rules.response import other_readings
from journal.rules.response.by_criterion import verdicts
from journal.rules.response.criteria import CRITERIA
from journal.rules.response.named import IRECIST, MRECIST, OF_SIZES, RECIST
from journal.rules.response.other_readings import (
    CODES,
    DISAGREE,
    LEFT_OPEN,
    POINTS,
    of_last_value,
    of_read_answer,
    of_verdict,
)
from journal.rules.response.readings import Treatment, read_answers
from tests.rules.response.courses import course
from tests.rules.response.marker_courses import course as marker_course
from tests.rules.response.marker_courses import visits
from tests.rules.response.test_readings import LINE, reading, scan

RESPONSE = Path(other_readings.__file__).parent
# Settings that are no point on which sources differ: how much a person asks for, or what kind of cancer it is.
NO_POINTS = {
    "recist-1.1": {"partial_confirmed_days", "growth_um"},
    "irecist": {"recist"},
    "mrecist": {"recist", "new_nodule_um"},
    "imwg": {"visit_days"},
    "rano": {"baseline_after_radiotherapy"},
}


def sizes(*scans: str) -> Course:
    """Read scans like "A 34"; "silent: A 34" says nothing of new spots, "2026-01-20: A 34" is of that day."""
    points = []
    for text, point in zip(scans, course(*(each.rpartition(": ")[2] for each in scans)).points, strict=True):
        head = text.rpartition(": ")[0]
        if head == "silent":
            point = replace(point, new_lesion=NewLesion.UNKNOWN)
        elif head:
            point = replace(point, on=ScanDay(head))
        points.append(point)
    return Course("case", tuple(points))


def of_sizes(criterion: str, *scans: str, at: int = -1) -> list[tuple[str, str]]:
    """Return the other readings of the scan at *at*, each with its category."""
    whole = sizes(*scans)
    found = of_verdict(verdicts(criterion, whole)[at], whole)
    return [(each.code, str(each.values.get("category") or each.values.get("response", ""))) for each in found]


NODE = ("A 20, node N 18", "A gone, node N 8")
FIRST_ZERO = ("A 20, nt B present", "A gone, nt B present")


@pytest.mark.parametrize(
    ("criterion", "code", "shows", "category", "hides"),
    [
        (RECIST, "continuing_partial", ("A 100", "A 70", "A 70.001"), "PR", ("A 100", "A 70.001", "A 70.002")),
        (RECIST, "continuing_partial", ("A 100", "A 60", "A 71.999"), "PR", ("A 100", "A 60", "A 72")),
        (RECIST, "smallest_sum", ("A 100", "silent: A 50", "A 60"), "PR", ("A 100", "silent: A 50.001", "A 60")),
        (RECIST, "from_zero", (*FIRST_ZERO, "A 4.999, nt B present"), "PD", (*FIRST_ZERO, "A 5, nt B present")),
        (RECIST, "node_alone", (*NODE, "A gone, node N 10"), "NE", (*NODE, "A gone, node N 9.999")),
        (RECIST, "node_alone", (*NODE, "A gone, node N 10"), "NE", (*NODE, "A 1, node N 10")),
        (
            RECIST,
            "unread",
            ("nt B present, nt C present", "nt B present, nt C unread"),
            "NON-CR/NON-PD",
            ("nt B present, nt C present", "nt B gone, nt C unread"),
        ),
        (RECIST, "silence", ("A 100", "silent: A 100"), "SD", ("A 100", "silent: A 120")),
        (RECIST, "silence", ("A 100", "silent: A 119.999"), "SD", ("A 100", "A 119.999")),
        (
            IRECIST,
            "early_scan",
            ("2025-12-01: A 25", "2026-01-01: A 30", "2026-01-28: A 35"),
            "iCPD",
            ("2025-12-01: A 25", "2026-01-01: A 30", "2026-01-29: A 35"),
        ),
        (IRECIST, "exactly_5_mm", ("A 25", "A 30", "A 35"), "iUPD", ("A 25", "A 30", "A 35.001")),
        (IRECIST, "exactly_5_mm", ("A 25", "A 30", "A 35"), "iUPD", ("A 25", "A 30", "A 34.999")),
        (IRECIST, "over", ("A 100", "A 20", "A 30", "A 25"), "iUPD", ("A 100", "A 20", "A 30", "A 24.999")),
        (MRECIST, "least_step", ("A 20", "A 24"), "SD", ("A 20", "A 23.999")),
        (MRECIST, "least_step", ("A 24", "A 28.999"), "SD", ("A 24", "A 29")),
    ],
)
def test_points_of_sizes(
    criterion: str, code: str, shows: tuple[str, ...], category: str, hides: tuple[str, ...]
) -> None:
    rule = {RECIST: "recist", IRECIST: "irecist", MRECIST: "mrecist"}[criterion]
    assert (f"other.{rule}.{code}", category) in of_sizes(criterion, *shows)
    assert f"other.{rule}.{code}" not in dict(of_sizes(criterion, *hides))


@pytest.mark.parametrize("criterion", [IRECIST, MRECIST])
def test_rules_built_on_recist_have_its_points_as_well(criterion: str) -> None:
    silent = of_sizes(criterion, "A 100", "silent: A 100")
    assert silent == [("other.recist.silence", "iSD" if criterion == IRECIST else "SD"), (LEFT_OPEN, "")]


def test_an_earlier_scan_can_make_the_difference() -> None:
    # Silent on new spots where all was gone: whether that was a complete response decides on what comes back.
    scans = ("A 20, B 30", "silent: A gone, B gone", "A gone, B 2")
    points = ["smallest_sum", "from_zero", "silence"]
    expected = [(f"other.recist.{point}", "PR" if point == "smallest_sum" else "PD") for point in points]
    assert of_sizes(RECIST, *scans) == [*expected, (LEFT_OPEN, "")]
    assert of_sizes(RECIST, *scans, at=0) == [("other.recist.silence", "CR"), (LEFT_OPEN, "")]


def test_why_there_are_two_readings_stands_once_behind_each_kind() -> None:
    assert of_sizes(RECIST, *NODE, "A gone, node N 10") == [("other.recist.node_alone", "NE"), (DISAGREE, "")]
    assert of_sizes(MRECIST, "A 24", "silent: A 20", "A 24") == [
        ("other.mrecist.least_step", "SD"),
        (DISAGREE, ""),
        ("other.recist.smallest_sum", "SD"),
        (LEFT_OPEN, ""),
    ]


def test_an_answer_that_every_reading_shares_is_left_alone() -> None:
    assert of_sizes(RECIST, "A 100", "A 100") == []
    assert of_sizes(IRECIST, "A 100", "A 60") == []
    assert of_sizes(MRECIST, "A 100", "A 130") == []


def told(rule: ReadingRule, *scans: tuple[int, str], cycles: int = 0) -> list[tuple[str, str]]:
    """Return the other readings of the last of *scans*, each with the day and what it says."""
    known = [scan(days) for days, _text in scans]
    said = [
        reading(each, rule, part)
        for each, (_days, text) in zip(known, scans, strict=True)
        for part in text.split("; ")
        if part
    ]
    given = tuple(
        Cycle(happened_on=LINE.happened_on + timedelta(n), line_id=LINE.id, number=n + 1, state=CycleState.GIVEN)
        for n in range(cycles)
    )
    treatment = Treatment((LINE,), given)
    found: list[Finding] = []
    for answer in read_answers(known[-1], known, said, treatment):
        found += of_read_answer(answer, known[-1], iter(known), iter(said), treatment)
    return [(each.code, str(each.values.get("category", ""))) for each in found]


PERCIST_FIRST = "sul-peak 10; liver-sul-mean 2; liver-sul-sd 0.3"


@pytest.mark.parametrize(
    ("rule", "code", "shows", "category", "hides"),
    [
        (
            ReadingRule.LUGANO,
            "lugano.three",
            ((0, "deauville 5"), (90, "deauville 3; uptake lower")),
            "PMR",
            "deauville 2",
        ),
        (
            ReadingRule.LUGANO,
            "lugano.three",
            ((0, "deauville 5"), (90, "deauville 3; uptake lower")),
            "PMR",
            "deauville 4; uptake lower",
        ),
        (
            ReadingRule.LUGANO,
            "lugano.small_by_now",
            ((0, "node Neck 16x12"), (90, "node Neck 21x14")),
            "SD",
            "node Neck 20x17",
        ),
        (
            ReadingRule.RANO,
            "rano.flair",
            (
                (0, "enhancing Front 40x20"),
                (90, "enhancing Front 40x20; t2-flair higher; steroids none; clinical same"),
            ),
            "PD",
            "enhancing Front 40x20; t2-flair same; steroids none; clinical same",
        ),
        (ReadingRule.PET, "percist.strictly", ((0, PERCIST_FIRST), (90, "sul-peak 7")), "SMD", "sul-peak 6.999"),
        (ReadingRule.PET, "percist.strictly", ((0, PERCIST_FIRST), (90, "sul-peak 13")), "SMD", "sul-peak 13.001"),
        (
            ReadingRule.PET,
            "percist.from_lowest",
            ((0, PERCIST_FIRST), (60, "sul-peak 4"), (90, "sul-peak 5.2")),
            "PMD",
            "sul-peak 5.199",
        ),
        (ReadingRule.PET, "eortc.gap", ((0, "suv-bsa 100"), (90, "suv-bsa 85")), "PMR", "suv-bsa 85.01"),
        (ReadingRule.PCWG3, "pcwg3.late_bone_scan", ((100, "bone-new 2"), (160, "bone-new 2")), "PD", "bone-new 1"),
    ],
)
def test_points_of_what_is_read_beside_sizes(
    rule: ReadingRule, code: str, shows: tuple[tuple[int, str], ...], category: str, hides: str
) -> None:
    assert (f"other.{code}", category) in told(rule, *shows, cycles=2)
    assert f"other.{code}" not in dict(told(rule, *shows[:-1], (shows[-1][0], hides), cycles=2))


def test_a_first_scan_has_no_other_reading() -> None:
    assert told(ReadingRule.LUGANO, (0, "deauville 3")) == []


def test_only_the_rule_that_was_asked_for_is_read_otherwise() -> None:
    both = ((0, f"{PERCIST_FIRST}; suv-bsa 100"), (90, "sul-peak 7; suv-bsa 85"))
    codes = [code for code, _category in told(ReadingRule.PET, *both, cycles=2)]
    assert codes == ["other.percist.strictly", DISAGREE, "other.eortc.gap", LEFT_OPEN]


def of_values(rule: str, *values: str) -> list[tuple[str, str]]:
    if rule == "pcwg3":
        read = marker_course("psa", *values)
    else:
        read = visits("; ".join(values), {"M": "m-protein", "CA": "hypercalcaemia"})
    return [(each.code, str(each.values.get("category", ""))) for each in of_last_value(rule, read)]


PSA = ("0: 100", "40: 40", "100: 60")
LOWEST = ("0 M 30", "28 M 10", "56 M 5", "84 M 10")


@pytest.mark.parametrize(
    ("rule", "code", "shows", "category", "hides"),
    [
        ("pcwg3", "confirming", (*PSA, "121: 59.99"), "PDu", (*PSA, "121: 60")),
        ("imwg", "serum_step", ("0 M 12", "28 M 17", "56 M 17"), "SD", ("0 M 12", "28 M 17.01", "56 M 17.01")),
        ("imwg", "calcium", ("0 M 30", "28 M 30 CA YES"), "PD", ("0 M 30", "28 M 30 CA NO")),
        ("imwg", "lowest", (*LOWEST, "112 M 10"), "PD", ("0 M 30", "28 M 10", "56 M 5", "84 M 9.99", "112 M 9.99")),
        (
            "imwg",
            "this_visit",
            ("0 M 30", "28 M 15", "56 M 15", "84 M 19", "112 M 19"),
            "MR",
            ("0 M 30", "28 M 15", "56 M 15", "84 M 15", "112 M 15"),
        ),
    ],
)
def test_points_of_blood_values(
    rule: str, code: str, shows: tuple[str, ...], category: str, hides: tuple[str, ...]
) -> None:
    assert (f"other.{rule}.{code}", category) in of_values(rule, *shows)
    assert f"other.{rule}.{code}" not in dict(of_values(rule, *hides))


def test_without_an_answer_there_is_no_other_one() -> None:
    assert of_last_value("pcwg3", marker_course("psa", "0: 100")) == ()
    assert of_last_value("gcig-ca125", marker_course("ca125", "0: 100", "30: 20")) == ()


def test_a_finding_names_the_rule_the_answer_and_where_the_other_reading_stands() -> None:
    whole = sizes(*NODE, "A gone, node N 10")
    node, closing = of_verdict(verdicts(RECIST, whole)[-1], whole)
    assert dict(node.values) == {"rule": RECIST, "category": "", "response": "NE"}
    assert node.source == "EORTC RECIST working group, frequently asked questions"
    assert dict(closing.values) == {"rule": RECIST}


# Nothing is left out


def test_every_rule_is_looked_at_and_every_point_is_one_of_its_settings() -> None:
    assert set(POINTS) == set(dict(CRITERIA))
    for name, rule in CRITERIA:
        settings = rule.Settings() if hasattr(rule, "Settings") else None
        own = {each.name for each in fields(settings)} if settings is not None else set()
        handed_on = {point.setting for point in POINTS[RECIST]} if name in OF_SIZES else set()
        spoken_of = {point.setting for point in POINTS[name]}
        assert spoken_of - handed_on | NO_POINTS.get(name, set()) >= own - handed_on, name
        assert spoken_of <= own | handed_on, name
        for point in POINTS[name]:
            before = next(getattr(part, point.setting) for part in _parts(settings) if hasattr(part, point.setting))
            assert type(point.other) is type(before), point
            assert point.other != before, point


def _parts(settings: object) -> Iterator[object]:
    yield settings
    for each in fields(settings):  # type: ignore[arg-type]
        if is_dataclass(value := getattr(settings, each.name)):
            yield value


def test_every_setting_that_is_called_contested_has_a_point() -> None:
    contested: set[str] = set()
    for path in RESPONSE.glob("*.py"):
        if path.stem != "best_response":  # of a whole course, not of a scan
            contested |= set(
                re.findall(r"    # Contested: [^\n]*\n(?:    #[^\n]*\n)*    (\w+): ", path.read_text("utf-8"))
            )
    assert len(contested) > 12
    assert contested <= {point.setting for points in POINTS.values() for point in points}


def test_codes_are_named_once() -> None:
    assert len(CODES) == len(set(CODES))


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.sampled_from(OF_SIZES))
def test_no_reading_that_is_shown_gives_the_answer_itself(mm: list[int], criterion: str) -> None:
    whole = sizes(f"A {mm[0] + 10}, nt B present", *(f"A {each}, nt B present" for each in mm[1:]))
    for verdict in verdicts(criterion, whole):
        own = (verdict.immune, verdict.judged.overall.value)
        for finding in of_verdict(verdict, whole):
            if finding.code not in (DISAGREE, LEFT_OPEN):
                assert (finding.values["category"], finding.values["response"]) != own
