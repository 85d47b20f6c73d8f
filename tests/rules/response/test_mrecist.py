"""mRECIST at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

import pytest

from journal.rules.response.mrecist import CODES, Settings, finding_of, judge
from tests.rules.response.courses import course


def last(*scans: str, using: Settings | None = None) -> str:
    return judge(course(*scans), using)[-1].overall.value


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        # no living part in any target
        (("A 30, B 20", "A gone, B 0"), "CR"),
        (("A 30, B 20", "A gone, B 0.1"), "PR"),
        # the living parts at least 30 % smaller than at baseline
        (("A 46.0", "A 32.2"), "PR"),
        (("A 46.0", "A 32.201"), "SD"),
        (("A 46.0", "A 32.199"), "PR"),
        # at least 20 % larger than the smallest sum, without a floor of 5 mm
        (("A 10", "A 11.999"), "SD"),
        (("A 10", "A 12"), "PD"),
        (("A 10", "A 12.001"), "PD"),
        (("A 80", "A 20", "A 24"), "PD"),
        (("A 80", "A 20", "A 23.999"), "PR"),
        # what is not measured, and what is missing, as in RECIST
        (("A 20, nt B present", "A gone, nt B present"), "PR"),
        (("A 20, nt B present", "A 20, nt B progressed"), "PD"),
        (("A 20", "A unread"), "NE"),
        (("nt B present", "nt B present"), "NON-CR/NON-PD"),
        (("", ""), "NA"),
        # a new nodule is certain from 10 mm on
        (("A 20", "A 20, new C 9.999"), "SD"),
        (("A 20", "A 20, new C 10"), "PD"),
        (("A 20", "A 20, new C present"), "PD"),
        (("A 20", "A 20, new C equivocal"), "SD"),
        (("A 20", "A 20, new C 0"), "SD"),
    ],
)
def test_overall(scans: tuple[str, ...], expected: str) -> None:
    assert last(*scans) == expected


def test_a_nodule_that_grows_to_10_mm_dates_back() -> None:
    assert [a.overall.value for a in judge(course("A 20", "A 20, new C 6", "A 20, new C 10"))] == ["PD", "PD"]


def test_a_step_below_5_mm_is_said() -> None:
    def reasons(*scans: str) -> list[str]:
        return [reason.code for reason in judge(course(*scans))[-1].reasons]

    assert reasons("A 24.995", "A 29.994") == ["mrecist.reason.living_grew", "mrecist.reason.small_step"]
    assert reasons("A 25", "A 30") == ["mrecist.reason.living_grew"]
    assert reasons("A 25", "A 30.001") == ["mrecist.reason.living_grew"]
    assert reasons("A 25", "A 26") == ["mrecist.reason.living_between"]
    assert reasons("A 25", "A gone") == ["mrecist.reason.nothing_living"]
    assert reasons("A 25", "A 10") == ["mrecist.reason.living_smaller"]
    assert reasons("A 25, B 25", "A 60, B unread") == ["recist.reason.part_grew"]


def test_contested_points_are_settings() -> None:
    floor = Settings(growth_um=5_000)
    assert last("A 10", "A 14.999", using=floor) == "SD"
    assert last("A 10", "A 15", using=floor) == "PD"
    assert last("A 20", "A 20, new C 6", using=Settings(new_nodule_um=0)) == "PD"


def test_the_lines_are_those_of_the_rule() -> None:
    (answer,) = judge(course("A 10", "A 11"))
    assert answer.growth_line_mm == 12
    assert answer.partial_line_mm == 7
    assert finding_of(answer).code == "mrecist.overall.sd"
    assert finding_of(answer).code in CODES
