"""What scans say beside sizes, judged: which scans are set beside each other, and what the journal knows already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Modality, NewLesion, Response, Scan
from journal.domain.quantity import Comparator, Quantity
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import Cycle, CycleState, Procedure, ProcedureKind, TreatmentLine
from journal.rules.response.proposals import proposed
from journal.rules.response.readings import PLAIN, ReadAnswer, Treatment, read_answers, rules_for

START = date(2026, 1, 5)
LUGANO, RANO, PET = ReadingRule.LUGANO, ReadingRule.RANO, ReadingRule.PET
LINE = TreatmentLine(happened_on=START + timedelta(7), name="R-CHOP", number=1)


def scan(days: int, **fields: object) -> Scan:
    return Scan(happened_on=START + timedelta(days), new_lesion=NewLesion.NO, **fields)  # type: ignore[arg-type]


def reading(of: Scan, rule: ReadingRule, text: str) -> ScanReading:
    """Read "deauville 4", "node Neck 24x18", "sul-peak <3.1", "enhancing Front gone"."""
    what, *names, value = text.split()
    said: dict[str, object] = {}
    if "x" in value and value[0].isdigit():
        sizes = [Decimal(each) for each in value.split("x")]
        said = {"long_mm": sizes[0], "short_mm": sizes[1]}
    elif what == "spleen":
        said = {"long_mm": Decimal(value)}
    elif (rule in (PET, ReadingRule.PCWG3) or what == "steroid-dose") and value[-1].isdigit():
        comparator = Comparator.LESS if value[0] == "<" else Comparator.NONE
        said = {"quantity": Quantity(Decimal(value.lstrip("<")), "", comparator)}
    else:
        said = {"word": {"gone": "absent"}.get(value, value)}
    return ScanReading(
        happened_on=of.happened_on,
        scan_id=of.id,
        rule=rule,
        what=what,
        name=" ".join(names),
        **said,  # type: ignore[arg-type]
    )


def answers(
    rule: ReadingRule, *told: tuple[Scan, str], treatment: Treatment | None = None, at: int = -1
) -> tuple[ReadAnswer, ...]:
    """Return the answers for the scan at *at*; each scan with what it says, "; " between."""
    scans = [each for each, _text in told]
    readings = [reading(each, rule, part) for each, text in told for part in text.split("; ") if part]
    return read_answers(scans[at], scans, readings, treatment or Treatment((LINE,)))


def category(rule: ReadingRule, *told: tuple[Scan, str], treatment: Treatment | None = None, at: int = -1) -> str:
    (answer,) = answers(rule, *told, treatment=treatment, at=at)
    return answer.category


# Lugano


@pytest.mark.parametrize(("score", "given"), [("1", "CMR"), ("3", "CMR"), ("4", "NE"), ("5", "NE"), ("x", "NE")])
def test_a_score_alone_after_treatment_began_is_judged(score: str, given: str) -> None:
    assert category(LUGANO, (scan(90), f"deauville {score}")) == given


def test_a_score_before_treatment_is_the_start_of_later_ones() -> None:
    first, later = scan(0), scan(90)
    assert category(LUGANO, (first, "deauville 5"), (later, "deauville 2"), at=0) == ""
    assert category(LUGANO, (first, "deauville 5"), (later, "deauville 2")) == "CMR"


@pytest.mark.parametrize(("days", "given"), [(6, ""), (7, ""), (8, "CMR")])
def test_a_scan_of_the_first_day_of_treatment_looks_back(days: int, given: str) -> None:
    assert category(LUGANO, (scan(days), "deauville 2")) == given


def test_without_a_treatment_the_first_scan_is_the_start() -> None:
    assert category(LUGANO, (scan(0), "deauville 2"), treatment=Treatment()) == ""
    unread = (scan(0), "")
    assert category(LUGANO, unread, (scan(60), "deauville 2"), treatment=Treatment()) == "CMR"


def test_a_scan_of_the_day_that_treatment_began_is_the_start() -> None:
    unread = (scan(0), "")
    assert category(LUGANO, unread, (scan(7), "deauville 2")) == ""
    assert category(LUGANO, unread, (scan(8), "deauville 2")) == "CMR"


def test_a_scan_that_is_marked_as_start_is_one_also_after_treatment_began() -> None:
    assert category(LUGANO, (scan(90, is_baseline=True), "deauville 2")) == ""


@pytest.mark.parametrize(("new", "given"), [(NewLesion.NO, "PMR"), (NewLesion.YES, "PMD"), (NewLesion.UNKNOWN, "PMR")])
def test_new_spots_are_read_from_the_scan(new: NewLesion, given: str) -> None:
    later = replace(scan(90), new_lesion=new)
    assert category(LUGANO, (scan(0), "marrow clear"), (later, "deauville 4; uptake lower")) == given


def test_without_a_score_sizes_count() -> None:
    first = (scan(0), "node Neck 40x30; node Groin 20x20")
    assert category(LUGANO, first, (scan(90), "node Neck 20x20; node Groin 20x20")) == "PR"  # 800 of 1600
    (answer,) = answers(LUGANO, first, (scan(90), "node Neck 21x20; node Groin 20x20"))
    assert answer.category == "SD"
    assert (answer.first, answer.smallest, answer.now) == (Decimal(1600), Decimal(1600), Decimal(820))
    (lacking,) = answers(LUGANO, first, (scan(90), "node Neck 21x20"))
    assert (lacking.category, lacking.finding.missing) == ("NE", ("Groin",))
    new = replace(scan(90), new_lesion=NewLesion.YES)
    assert category(LUGANO, first, (new, "node Neck 20x20; node Groin 20x20")) == "PD"


def test_another_line_of_treatment_has_its_own_start() -> None:
    second = TreatmentLine(happened_on=START + timedelta(200), name="BR", number=2)
    told = (
        (scan(0), "node Neck 40x30"),
        (scan(90), "node Neck 10x10"),
        (scan(190), "node Neck 40x40"),
        (scan(290), "node Neck 15x10"),
    )
    both = Treatment((LINE, second))
    assert category(LUGANO, *told, treatment=both, at=1) == "CR"
    (answer,) = answers(LUGANO, *told, treatment=both)
    assert (answer.category, answer.first) == ("CR", Decimal(1600))  # set beside the scan before the second line


# RANO


FOUR = "enhancing Front 20x20; t2-flair same; steroids same; clinical same"


def test_all_four_are_needed() -> None:
    first = (scan(0), FOUR)
    assert category(RANO, first, (scan(60), FOUR)) == "SD"
    for what, left in (("sizes", ""), ("t2-flair", ""), ("steroids", ""), ("clinical", "")):
        parts = [part for part in FOUR.split("; ") if not part.startswith("enhancing" if what == "sizes" else what)]
        (answer,) = answers(RANO, first, (scan(60), "; ".join(parts) + left))
        assert answer.category == "NE"
        assert what in answer.finding.missing


@pytest.mark.parametrize(("across", "given"), [("24.9", "SD"), ("25", "PD"), ("25.1", "PD")])
def test_growth_by_a_quarter(across: str, given: str) -> None:
    assert category(RANO, (scan(0), FOUR), (scan(60), FOUR.replace("20x20", f"{across}x20"))) == given


def test_radiotherapy_is_read_from_the_treatment() -> None:
    rays = Procedure(
        happened_on=START + timedelta(10), ended_on=START + timedelta(50), kind=ProcedureKind.RADIOTHERAPY, name="Rays"
    )
    told = ((scan(0), FOUR), (scan(70), FOUR), (scan(100), FOUR.replace("20x20", "30x20")))
    assert category(RANO, *told, treatment=Treatment((LINE,), (), (rays,))) == "PDu"
    assert category(RANO, *told, treatment=Treatment((LINE,), (), (rays,)), at=1) == ""  # the first one after it
    assert category(RANO, *told) == "PD"


@pytest.mark.parametrize(
    ("first", "now", "given"),
    [
        ("4", "4", "SD"),
        ("4", "3.9", "SD"),
        ("4", "4.1", "NE"),  # more steroids hide changes
        ("4", "0", "SD"),
        ("0", "4", "NE"),
        ("", "0", "SD"),  # none is none, whatever it was
        ("", "4", "NE"),  # nothing to set it beside
    ],
)
def test_two_doses_of_steroids_are_set_beside_each_other(first: str, now: str, given: str) -> None:
    def said(dose: str) -> str:
        return FOUR.replace("steroids same; ", f"steroid-dose {dose}; " if dose else "")

    (answer,) = answers(RANO, (scan(0), said(first)), (scan(60), said(now)))
    assert answer.category == given
    assert ("steroids" in answer.finding.missing) == (first == "" and now == "4")
    # A word that the person chose counts more than two numbers.
    assert category(RANO, (scan(0), said(first)), (scan(60), f"{FOUR}; steroid-dose {now}")) == "SD"


def test_the_first_dose_is_that_of_the_first_scan_after_radiotherapy() -> None:
    def said(dose: str) -> str:
        return FOUR.replace("steroids same", f"steroid-dose {dose}")

    rays = Procedure(happened_on=START + timedelta(30), kind=ProcedureKind.RADIOTHERAPY, name="Rays")
    told = ((scan(0), said("2")), (scan(60), said("8")), (scan(160), said("4")))
    assert category(RANO, *told, treatment=Treatment((LINE,), (), (rays,))) == "SD"
    assert category(RANO, *told) == "NE"


@pytest.mark.parametrize(("now", "given"), [("4", "SD"), ("6", "NE")])
def test_the_dose_on_the_last_day_of_radiotherapy_is_not_the_first(now: str, given: str) -> None:
    def said(dose: str) -> str:
        return FOUR.replace("steroids same", f"steroid-dose {dose}")

    rays = Procedure(happened_on=START + timedelta(60), kind=ProcedureKind.RADIOTHERAPY, name="Rays")
    told = ((scan(60), said("8")), (scan(61), said("4")), (scan(160), said(now)))
    assert category(RANO, *told, treatment=Treatment((LINE,), (), (rays,))) == given


def test_no_steroids_and_all_gone_is_complete() -> None:
    def said(text: str) -> str:
        return text.replace("steroids same", "steroid-dose 0")

    gone = said(FOUR.replace("20x20", "gone"))
    assert category(RANO, (scan(0), said(FOUR)), (scan(60), gone), (scan(120), gone)) == "CR"


def test_a_scan_on_the_last_day_of_radiotherapy_is_not_after_it() -> None:
    rays = Procedure(happened_on=START + timedelta(60), kind=ProcedureKind.RADIOTHERAPY, name="Rays")
    told = ((scan(0), FOUR), (scan(60), FOUR), (scan(61), FOUR))
    treatment = Treatment((LINE,), (), (rays,))
    assert category(RANO, *told[:2], treatment=treatment) == ""
    assert category(RANO, *told, treatment=treatment) == ""  # the first one after it
    assert (
        category(RANO, *told[:2], treatment=Treatment((LINE,), (), (replace(rays, kind=ProcedureKind.SURGERY),)))
        == "SD"
    )


def test_a_scan_of_the_last_day_of_radiotherapy_is_not_yet_one_after_it() -> None:
    rays = Procedure(happened_on=START + timedelta(70), kind=ProcedureKind.RADIOTHERAPY, name="Rays")
    told = ((scan(0), FOUR), (scan(70), FOUR))
    assert category(RANO, *told, treatment=Treatment((LINE,), (), (rays,))) == ""
    assert category(RANO, *told) == "SD"


# PET


BEFORE = "sul-peak 8; liver-sul-mean 2; liver-sul-sd 0.3"


@pytest.mark.parametrize(
    ("now", "given"), [("5.6", "PMR"), ("5.7", "SMD"), ("10.3", "SMD"), ("10.4", "PMD"), ("<5", "PMR"), ("<7", "NE")]
)
def test_sul_peak(now: str, given: str) -> None:
    assert category(PET, (scan(0), BEFORE), (scan(60), f"sul-peak {now}; liver-sul-mean 2")) == given


def test_suv_max_alone_is_shown_and_not_judged() -> None:
    (answer,) = answers(PET, (scan(0), "suv-max 12"), (scan(60), "suv-max 4"))
    assert (answer.rule, answer.category, answer.first, answer.now) == (
        *("percist", "NE"),
        *(Decimal(12), Decimal(4)),
    )
    assert "sul-peak" in answer.finding.missing


def test_uptake_by_surface_is_read_by_eortc_with_the_cycles_of_the_treatment() -> None:
    told = ((scan(0), "suv-bsa 10"), (scan(60), "suv-bsa 8"))
    cycles = tuple(
        Cycle(happened_on=LINE.happened_on + timedelta(21 * at), line_id=LINE.id, number=at + 1, state=CycleState.GIVEN)
        for at in range(2)
    )
    (without,) = answers(PET, *told)
    assert (without.rule, without.category, without.finding.missing) == ("eortc-pet", "NE", ("cycles",))
    assert category(PET, *told, treatment=Treatment((LINE,), cycles[:1])) == "PMR"  # 20 % less after one cycle
    assert category(PET, *told, treatment=Treatment((LINE,), cycles)) == "SMD"
    # A cycle on the day of the first PET came after it, one on the day of a later PET is not in its picture.
    on_the_day = ((scan(7), "suv-bsa 10"), (scan(29), "suv-bsa 8"))
    assert category(PET, *on_the_day, treatment=Treatment((LINE,), cycles)) == "SMD"
    on_the_day = ((scan(7), "suv-bsa 10"), (scan(28), "suv-bsa 8"))
    assert category(PET, *on_the_day, treatment=Treatment((LINE,), cycles)) == "PMR"
    both = (told[0], (told[1][0], "suv-bsa 8; sul-peak 3"))
    assert [each.rule for each in answers(PET, *both)] == ["percist", "eortc-pet"]


@pytest.mark.parametrize(
    ("days", "given"),
    [
        ((7, 28), "SMD"),  # a cycle counts from the day of the first PET on ...
        ((8, 67), "PMR"),  # ... and not on the day of this one: it looks back
        ((8, 66), "SMD"),
    ],
)
def test_cycles_from_the_first_pet_to_this_one(days: tuple[int, int], given: str) -> None:
    told = ((scan(7), "suv-bsa 10"), (scan(67), "suv-bsa 8"))
    cycles = tuple(
        Cycle(happened_on=START + timedelta(day), line_id=LINE.id, number=at, state=CycleState.GIVEN)
        for at, day in enumerate(days, 1)
    )
    assert category(PET, *told, treatment=Treatment((LINE,), cycles)) == given


def test_a_new_spot_on_a_pet_is_enough() -> None:
    later = replace(scan(60), new_lesion=NewLesion.YES)
    assert category(PET, (scan(0), BEFORE), (later, "suv-max 3")) == "PMD"


# Bone scans


@pytest.mark.parametrize(
    ("counts", "given"),
    [
        (((60, 0),), "NON-PD"),
        (((60, 1),), "NON-PD"),
        (((60, 2),), "PDu"),  # soon after the start it may be healing
        (((60, 2), (102, 4)), "PD"),
        (((60, 2), (102, 3)), "NON-PD"),
        (((100, 1), (150, 3)), "PDu"),
        (((100, 1), (150, 3), (192, 3)), "PD"),
    ],
)
def test_new_spots_in_the_bones(counts: tuple[tuple[int, int], ...], given: str) -> None:
    told = tuple((scan(days + 7, modality=Modality.BONE_SCAN), f"bone-new {count}") for days, count in counts)
    (answer,) = answers(ReadingRule.PCWG3, *told)
    assert answer.category == given
    assert answer.finding.code.startswith("pcwg3.bone_")
    assert answer.finding.source.startswith("Scher 2016")


def test_a_bone_scan_before_treatment_is_the_start() -> None:
    assert category(ReadingRule.PCWG3, (scan(0, modality=Modality.BONE_SCAN), "bone-new 0")) == ""


# Which rule is asked for, and what differs


@pytest.mark.parametrize(
    ("cancer", "modality", "words", "asked"),
    [
        ("lymphoma", Modality.PET_CT, "", (LUGANO,)),
        ("lymphoma", Modality.CT, "", (LUGANO,)),
        ("lymphoma", Modality.BONE_SCAN, "", ()),
        ("brain", Modality.MRI, "", (RANO,)),
        ("brain", Modality.PET_CT, "", ()),
        ("prostate", Modality.BONE_SCAN, "", (ReadingRule.PCWG3,)),
        ("prostate", Modality.CT, "", ()),
        ("lung", Modality.PET_CT, "", (PET,)),
        ("lung", Modality.CT, "", ()),
        ("lung", Modality.CT, "Deauville 2", (LUGANO,)),
        ("", Modality.MRI, "stable by RANO criteria", (RANO,)),
        ("lung", Modality.CT, "PERCIST: PMR", (PET,)),
        ("lung", Modality.CT, "EORTC criteria", (PET,)),
        ("lung", Modality.CT, "Verano", ()),
    ],
)
def test_which_rules_are_asked_for(cancer: str, modality: Modality, words: str, asked: tuple[ReadingRule, ...]) -> None:
    mine = scan(60, modality=modality, called_text=words)
    assert rules_for(mine, proposed(cancer, (), {modality})) == asked


def test_what_is_written_down_is_asked_for_again() -> None:
    mine, other = scan(60), scan(90)
    assert rules_for(mine, (), [reading(mine, RANO, "clinical same"), reading(other, LUGANO, "marrow clear")]) == (
        RANO,
    )


@pytest.mark.parametrize(
    ("score", "called", "differs"),
    [
        ("deauville 2", Response.CR, False),
        ("deauville 2", Response.PR, True),
        ("deauville 2", None, None),
        ("deauville 2", Response.NE, None),
        ("deauville 4; uptake same", Response.SD, False),
        ("deauville 4; uptake same", Response.NON_CR_NON_PD, False),
        ("deauville 4; uptake same", Response.PD, True),
        ("deauville x", Response.CR, None),
    ],
)
def test_where_the_report_says_something_else(score: str, called: Response | None, differs: bool | None) -> None:
    (answer,) = answers(LUGANO, (scan(90), score))
    assert answer.differs(called) is differs


def test_growth_that_waits_and_a_minor_response_differ_from_nothing() -> None:
    (answer,) = answers(LUGANO, (scan(90), "deauville 2"))
    assert replace(answer, category="PDu").differs(Response.SD) is None
    assert replace(answer, category="MR").differs(Response.SD) is None
    assert PLAIN["MR"] is None


@given(st.permutations(range(4)), st.permutations(range(6)))
def test_the_order_of_entry_does_not_matter(scans_in: list[int], readings_in: list[int]) -> None:
    scans = [scan(0), scan(60), scan(120), scan(180)]
    readings = [
        reading(scans[at % 4], LUGANO, text)
        for at, text in enumerate(
            ("node Neck 40x30", "node Neck 20x30", "deauville 4", "deauville 2", "marrow involved", "marrow clear")
        )
    ]
    told = [read_answers(each, scans, readings, Treatment((LINE,))) for each in scans]
    other = [scans[at] for at in scans_in], [readings[at] for at in readings_in]
    again = [read_answers(each, *other, Treatment((LINE,))) for each in scans]
    assert [[a.category for a in each] for each in told] == [[a.category for a in each] for each in again]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.sampled_from(ReadingRule),
            st.sampled_from(
                ["deauville", "node", "uptake", "sul-peak", "suv-bsa", "enhancing", "spleen", "bone-new", "odd"]
            ),
            st.none() | st.decimals(-10, 1000, places=5),
            st.none() | st.decimals(-10, 1000, places=1),
            st.sampled_from(["", "x", "higher", "absent", "odd", "²"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_reading_brings_an_exception(
    told: list[tuple[int, ReadingRule, str, Decimal | None, Decimal | None, str]],
) -> None:
    scans, readings = [], []
    for days, rule, what, long_mm, value, word in told:
        scans.append(scan(days))
        readings.append(
            ScanReading(
                happened_on=scans[-1].happened_on,
                scan_id=scans[-1].id,
                rule=rule,
                what=what,
                name="A",
                long_mm=long_mm,
                short_mm=long_mm,
                quantity=Quantity(value) if value is not None else None,
                word=word,
            )
        )
    for each in scans:
        for answer in read_answers(each, scans, readings, Treatment((LINE,))):
            assert answer.category in {*PLAIN, ""}
