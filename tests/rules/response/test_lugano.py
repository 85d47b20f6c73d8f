"""Lugano at every score and threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.lugano import CODES, Answer, Category, Settings, judge
from tests.rules.response.diameter_courses import course


def answers(text: str, settings: Settings | None = None) -> tuple[Answer, ...]:
    return judge(course(text), settings)


def said(text: str, settings: Settings | None = None) -> list[str]:
    return [answer.overall.value for answer in answers(text, settings)]


def reasons(text: str, settings: Settings | None = None) -> list[str]:
    return [reason.code.removeprefix("lugano.reason.") for reason in answers(text, settings)[-1].reasons]


@pytest.mark.parametrize(
    ("scan", "expected", "why"),
    [
        ("deauville 1", "CMR", ["score_low"]),
        ("deauville 2", "CMR", ["score_low"]),
        ("deauville 3", "CMR", ["score_three"]),
        ("deauville 3, node A 30x20", "CMR", ["score_three"]),  # a mass that is left
        ("deauville 4", "NE", ["uptake_missing"]),
        ("deauville 4, uptake lower", "PMR", ["uptake_lower"]),
        ("deauville 4, uptake same", "NMR", ["uptake_same"]),
        ("deauville 4, uptake higher", "PMD", ["uptake_higher"]),
        ("deauville 5, uptake lower", "NE", ["uptake_missing"]),  # 5 may stand for new spots
        ("deauville 5, uptake higher", "PMD", ["uptake_higher"]),
        ("deauville 5, uptake lower, new-uptake no", "PMR", ["uptake_lower"]),
        ("deauville 5, uptake same, new-uptake no", "NMR", ["uptake_same"]),
        ("deauville 5, new-uptake no", "NE", ["uptake_missing"]),
        ("deauville 5, new-uptake yes", "PMD", ["new_uptake"]),
        ("deauville 5, uptake lower, new-uptake yes", "PMD", ["new_uptake"]),
        ("deauville 4, uptake lower, new-uptake equivocal", "PMR", ["uptake_lower", "new_uptake_doubtful"]),
        ("deauville 5, uptake lower, new-uptake equivocal", "PMR", ["uptake_lower", "new_uptake_doubtful"]),
        ("deauville x", "NE", ["score_unclear"]),
        ("deauville x, new-uptake yes", "PMD", ["new_uptake"]),
        # the marrow
        ("deauville 2, marrow clear", "CMR", ["score_low"]),
        ("deauville 2, marrow involved", "NE", ["uptake_missing", "marrow_left"]),
        ("deauville 3, marrow involved, uptake lower", "PMR", ["uptake_lower", "marrow_left"]),
        # with a score, sizes decide nothing
        ("deauville 2, node A 90x80", "CMR", ["score_low"]),
        ("deauville 4, uptake lower, new-node B 40x40", "PMR", ["uptake_lower"]),
    ],
)
def test_with_a_pet(scan: str, expected: str, why: list[str]) -> None:
    found = answers(f"node A 30x20; {scan}")[-1]
    assert (found.overall.value, found.metabolic) == (expected, Category(expected))
    assert reasons(f"node A 30x20; {scan}") == why


def test_the_marrow_in_time() -> None:
    assert said("marrow clear; deauville 2, marrow involved") == ["PMD"]
    assert said("marrow involved; deauville 2, marrow involved") == ["NE"]
    assert said("marrow involved; deauville 2") == ["NE"]
    assert reasons("marrow involved; deauville 2") == ["marrow_missing"]
    assert said("marrow involved; deauville 2, marrow clear; deauville 2") == ["CMR", "CMR"]
    assert said("marrow involved; deauville 2, marrow clear; deauville 2, marrow involved") == ["CMR", "PMD"]
    assert said("marrow clear; deauville 2; deauville 2, marrow involved") == ["CMR", "PMD"]


def test_a_three_that_is_not_enough_is_a_setting() -> None:
    strict = Settings(three_is_complete=False)
    assert said("node A 30x20; deauville 3", strict) == ["NE"]
    assert said("node A 30x20; deauville 3, uptake lower", strict) == ["PMR"]
    assert said("node A 30x20; deauville 2", strict) == ["CMR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # all normal
        ("node A 30x20; node A 15x10", "CR"),
        ("node A 30x20; node A 15.001x10", "PR"),
        ("node A 30x20; node A gone", "CR"),
        ("node A 30x20; node A too-small", "CR"),
        ("extranodal E 30x20; extranodal E gone", "CR"),
        ("extranodal E 30x20; extranodal E too-small", "PR"),
        ("extranodal E 30x20; extranodal E 0.001x0", "PR"),
        ("node A 30x20, unmeasured F present; node A 10x8, unmeasured F gone", "CR"),
        ("node A 30x20, unmeasured F present; node A 10x8, unmeasured F present", "PR"),
        ("node A 30x20, unmeasured F present; node A 10x8, unmeasured F unread", "PR"),
        ("node A 30x20, unmeasured F present; node A 10x8", "PR"),
        ("node A 30x20, marrow involved; node A 10x8, marrow clear", "CR"),
        ("node A 30x20, marrow involved; node A 10x8", "PR"),
        ("node A 30x20, marrow involved; node A 10x8, marrow involved", "PR"),
        ("node A 30x20, marrow clear; node A 10x8", "CR"),
        ("node A 30x20, marrow clear; node A 10x8, marrow clear", "CR"),
        ("node A 30x20; node A 10x8, spleen 130", "CR"),
        ("node A 30x20; node A 10x8, spleen 130.001", "PR"),
        ("node A 30x20, spleen 150; node A 10x8, spleen 130", "CR"),
        ("node A 30x20, spleen 130; node A 10x8", "CR"),
        # half
        ("node A 40x20; node A 20x20", "PR"),
        ("node A 40x20; node A 20.001x20", "SD"),
        ("node A 40x20; node A 19.999x20", "PR"),
        ("node A 40x20, node B 20x20; node A 30x20, node B gone", "PR"),
        ("node A 40x20, node B 20x20; node A 30x20, node B too-small", "SD"),
        ("node A 60x20, extranodal E 20x20; node A 36.5x20, extranodal E too-small", "PR"),
        ("node A 40x20, spleen 150; node A 20x20, spleen 139.999", "PR"),
        ("node A 40x20, spleen 150; node A 20x20, spleen 140", "SD"),  # more than half of the excess
        ("node A 40x20, spleen 150; node A 20x20", "NE"),
        ("node A 40x20, spleen 150; node A 10x8", "NE"),
        # growth of one lesion: by half, longer than 15 mm, and by 5 or 10 mm
        ("node A 20x20; node A 30x20", "PD"),
        ("node A 20x20; node A 29.999x20", "SD"),
        ("node A 20x20; node A 25x24", "PD"),
        ("node A 20x20; node A 25x23.999", "SD"),
        ("node A 16x12; node A 20.999x16.999", "SD"),
        ("node A 16x12; node A 21x14", "PD"),
        ("node A 16x12; node A 20.5x17", "PD"),
        ("node A 20.001x20; node A 30x24", "SD"),
        ("node A 20.001x20; node A 30.001x24", "PD"),
        ("node A 25x10; node A 26x20", "PD"),
        ("node A 25x10; node A 26x19.999", "SD"),
        ("node A 10x4; node A 15x5", "CR"),
        ("node A 10x4; node A 15.001x5", "PD"),
        ("extranodal E 10x4; extranodal E 15x5", "SD"),
        ("node A 40x30, node B 16x12; node A 10x8, node B 22x14", "PD"),  # one is enough
        ("node A 40x20; node A 16x10; node A 21x12", "PD"),  # from its smallest
        ("node A 40x20; node A 16x10; node A 20.999x12", "PR"),
        ("node A 40x20; node A gone; node A 15x10", "CR"),  # back, and no longer than a node in health
        ("node A 40x20; node A gone; node A 15.001x1", "PD"),
        ("extranodal E 40x20; extranodal E gone; extranodal E 10x10", "PR"),
        ("extranodal E 40x20; extranodal E gone; extranodal E 10.001x1", "PD"),
        # the spleen
        ("node A 20x20, spleen 150; node A 20x20, spleen 160", "SD"),
        ("node A 20x20, spleen 150; node A 20x20, spleen 160.001", "PD"),
        ("node A 20x20, spleen 120; node A 20x20, spleen 139.999", "SD"),
        ("node A 20x20, spleen 120; node A 20x20, spleen 140", "PD"),
        ("node A 20x20, spleen 110; node A 20x20, spleen 130", "SD"),
        ("node A 20x20, spleen 110; node A 20x20, spleen 130.001", "PD"),
        ("node A 20x20, spleen 130; node A 20x20, spleen 149.999", "SD"),
        ("node A 20x20, spleen 130; node A 20x20, spleen 150", "PD"),
        ("node A 20x20; node A 20x20, spleen 200", "SD"),  # nothing to set it beside
        # new
        ("node A 20x20; node A 20x20, new-node B 15x15", "SD"),
        ("node A 20x20; node A 20x20, new-node B 15.001x5", "PD"),
        ("node A 20x20; node A 20x20, new-node B 12x8/present", "PD"),
        ("node A 20x20; node A 20x20, new-node B 22x8/equivocal", "SD"),
        ("node A 20x20; node A 20x20, new-node B present", "PD"),
        ("node A 20x20; node A 20x20, new-node B equivocal", "SD"),
        ("node A 20x20; node A 20x20, new-extranodal B 10x10", "SD"),
        ("node A 20x20; node A 20x20, new-extranodal B 10.001x5", "PD"),
        ("node A 20x20; node A gone, new-node B present", "PD"),
        ("node A 20x20; node A gone, new-node B equivocal", "CR"),
        # what was not measured, and the marrow
        ("node A 20x20, unmeasured F present; node A 20x20, unmeasured F progressed", "PD"),
        ("unmeasured F present; unmeasured F present", "SD"),
        ("unmeasured F present; unmeasured F gone", "CR"),
        ("unmeasured F present; unmeasured F unread", "SD"),
        ("node A 20x20, marrow clear; node A 20x20, marrow involved", "PD"),
        ("node A 20x20, marrow involved; node A 20x20, marrow involved", "SD"),
        ("node A 20x20; node A 20x20, marrow involved", "SD"),
        # missing
        ("node A 20x20, node B 20x20; node A 20x20", "NE"),
        ("node A 20x20, node B 20x20; node A gone, node B unread", "NE"),
        ("node A 20x20, node B 20x20; node A 30x20", "PD"),  # one is enough, whatever the others are
        ("node A 20x20; node A 20", "NE"),
        ("node A 20; node A 20x20", "NE"),
        ("node A 20x20; node A 12", "CR"),  # a node in health needs one size
        ("spleen 150; spleen 150", "NE"),
    ],
)
def test_by_sizes(text: str, expected: str) -> None:
    assert said(text)[-1] == expected


def test_up_to_two_centimetres_is_a_setting() -> None:
    assert said("node A 16x12; node A 21x14", Settings(small_by_now=True)) == ["SD"]
    assert said("node A 16x12; node A 20x17", Settings(small_by_now=True)) == ["PD"]
    assert said("node A 15x10; node A 25x14", Settings(small_by_now=True)) == ["PD"]


def test_the_reasons_say_what_decided_and_what_is_missing() -> None:
    assert reasons("node A 20x20; node A 30x20") == ["lesion_grew"]
    assert answers("node A 20x20; node A 30x20")[0].reasons[0].values["names"] == ("A",)
    assert reasons("node A 20x20; node A 20x20, new-node B 20x20") == ["new_lesion"]
    assert reasons("node A 20x20; node A 20x20, new-node B 10x5") == ["products_between", "new_lesion_doubtful"]
    assert reasons("node A 20x20, spleen 150; node A 20x20, spleen 170") == ["spleen_grew"]
    assert reasons("unmeasured F present; unmeasured F progressed") == ["unmeasured_grew"]
    assert reasons("node A 20x20, marrow clear; node A 20x20, marrow involved") == ["marrow_new"]
    assert reasons("node A 20x20; node A gone") == ["all_normal"]
    assert reasons("node A 40x20; node A 20x10") == ["products_smaller"]
    assert reasons("node A 20x20, spleen 150; node A 20x20") == ["spleen_missing"]
    assert reasons("node A 20; node A 20x20") == ["baseline_incomplete"]
    assert reasons("spleen 150; spleen 150") == ["nothing_measured"]
    assert reasons("unmeasured F present; unmeasured F present") == ["unmeasured_there"]
    unread = answers("node A 20x20, node B 20x20; node A 20x20")[-1]
    assert ([why.code for why in unread.reasons], unread.missing) == (["lugano.reason.target_missing"], ("B",))
    assert answers("node A 40x20, marrow involved; node A 10x8")[-1].missing == ("marrow",)
    assert answers("node A 40x20, marrow involved; node A 20x10")[-1].missing == ()  # it could not be complete
    six = ", ".join(f"node N{n} 20x20" for n in range(6))
    assert reasons(f"{six}; {six}") == ["products_between"]
    assert reasons(f"{six}, node G 20x20; {six}, node G 20x20") == ["products_between", "many_targets"]


def test_the_working() -> None:
    last = answers("node A 40x20; node A 20x10; node A 20x14")[-1]
    assert (last.sum_mm2, last.baseline_mm2, last.nadir_mm2) == (Decimal(280), Decimal(800), Decimal(200))
    assert (str(last.from_baseline), str(last.from_nadir)) == ("-13/20", "2/5")
    assert (last.metabolic, last.anatomic, last.finding.code) == (None, Category.PR, "lugano.overall.pr")
    assert answers("node A 20x20; node A too-small")[-1].sum_mm2 == Decimal(25)  # 5 x 5 mm
    assert judge(course("node A 20x20")) == ()


SIZE = st.integers(0, 60)
SCANS = st.lists(st.lists(st.tuples(SIZE, SIZE), min_size=2, max_size=2), min_size=2, max_size=5)


def written(scans: list[list[tuple[int, int]]], times: int = 1) -> str:
    return "; ".join(
        ", ".join(
            f"{kind} {times * max(pair)}x{times * min(pair)}"
            for kind, pair in zip(("node A", "node B"), scan, strict=True)
        )
        for scan in scans
    )


@given(SCANS)
def test_any_course_is_judged(scans: list[list[tuple[int, int]]]) -> None:
    for answer in answers(written(scans)):
        assert {reason.code for reason in answer.reasons} <= set(CODES)
        assert answer.from_nadir is None or answer.nadir_mm2


@given(SCANS)
def test_the_order_of_entry_does_not_matter(scans: list[list[tuple[int, int]]]) -> None:
    turned = "; ".join(", ".join(scan.split(", ")[::-1]) for scan in written(scans).split("; "))
    assert said(written(scans)) == said(turned)


RANK = {Category.PD: 0, Category.SD: 1, Category.PR: 2, Category.CR: 3}


@given(SCANS, st.integers(0, 1), st.integers(0, 30), st.integers(0, 30))
def test_a_larger_target_never_betters_the_last_scan(
    scans: list[list[tuple[int, int]]], which: int, longer: int, wider: int
) -> None:
    long, short = max(scans[-1][which]), min(scans[-1][which])
    raised = [*scans[:-1], [*scans[-1][:which], (long + longer + wider, short + wider), *scans[-1][which + 1 :]]]
    assert RANK[answers(written(raised))[-1].overall] <= RANK[answers(written(scans))[-1].overall]


@given(SCANS, st.integers(0, 1))
def test_an_unread_target_gives_no_answer_or_growth(scans: list[list[tuple[int, int]]], which: int) -> None:
    parts = written(scans).split("; ")
    last = [size for place, size in enumerate(parts[-1].split(", ")) if place != which]
    assert said("; ".join([*parts[:-1], ", ".join(last)]))[-1] in ("NE", "PD")


def test_a_spot_that_the_first_scan_did_not_have_is_not_left_out_in_silence() -> None:
    late = ["products_between", "not_at_start"]
    assert reasons("node A 20x20; node A 20x20, node B 50x50") == late
    assert reasons("node A 20x20; node A 20x20, extranodal B too-small") == late
    assert reasons("node A 20x20; node A 20x20, node B absent, node C not-assessed") == late[:1]
    assert reasons("node A 20x20; node A 20x20, node B 0x0") == late[:1]
    assert answers("node A 20x20; node A 20x20, node B 50x50")[0].reasons[1].missing == ("B",)
    assert reasons("spleen 120; node A 20x20") == ["nothing_measured"]  # there was no first to speak of
