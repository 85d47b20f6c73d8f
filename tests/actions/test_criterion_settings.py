"""Every point on which sources differ can be chosen by its name, and the page says so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from journal.actions.criterion_settings import names_of, settings_of, with_settings
from journal.domain.problems import Problem
from journal.resources import resource
from journal.rules.response import best_response
from journal.rules.response.criteria import CRITERIA
from journal.rules.response.recist_1_1 import ContinuingPartial

RULES = {name: rule for name, rule in CRITERIA if hasattr(rule, "Settings")}
ON_PAGE = {
    "RECIST 1.1": "recist-1.1",
    "mRECIST": "mrecist",
    "PCWG3": "pcwg3",
    "IMWG": "imwg",
    "Lugano": "lugano",
    "PERCIST": "percist",
    "EORTC PET": "eortc-pet",
    "RANO": "rano",
    "iRECIST": "irecist",
    "best response": "best-response",
}


def documented() -> list[tuple[str, str, str, str]]:
    """Return each row of the page's table: criterion, setting, default, other value ("" where any number does)."""
    text = resource("criteria.md").read_text("utf-8").partition("## Where sources differ")[2].partition("\n## ")[0]
    rows, rule = [], ""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 4 or not (setting := re.fullmatch(r"`(\w+)`", cells[1])):
            continue
        rule = ON_PAGE[cells[0]] if cells[0] else rule
        default, other = (re.match(r"`(\w+)`", cell) for cell in cells[2:])
        rows.append((rule, setting[1], default[1] if default else "", other[1] if other else ""))
    return rows


def choose(rule: str, *words: str) -> Any:
    if rule == "best-response":
        return with_settings(best_response.Settings(), rule, words)
    return settings_of(rule, words)


@pytest.mark.parametrize(("rule", "name", "default", "other"), documented())
def test_what_the_page_names_can_be_chosen(rule: str, name: str, default: str, other: str) -> None:
    assert choose(rule, f"{name}={default}") == choose(rule)
    assert names_of(choose(rule, f"{name}={other or 7}")) != names_of(choose(rule))


def test_the_page_names_all_of_them() -> None:
    on_page = {(rule, name) for rule, name, _default, _other in documented()}
    handed_on = {name for rule, name in on_page if rule == "recist-1.1"}
    for rule in (*RULES, "best-response"):
        assert names_of(choose(rule)).keys() - {name for its, name in on_page if its == rule} <= handed_on
    assert {rule for rule, _name in on_page} == {*RULES, "best-response"}


def test_what_recist_decides_is_handed_on() -> None:
    chosen = choose("irecist", "continuing-partial = FAQ", "early_scans_confirm=yes")
    assert (chosen.recist.continuing_partial, chosen.early_scans_confirm) == (ContinuingPartial.FAQ, True)
    chosen = choose("mrecist", "growth_um=5000", "partial_confirmed_days=28")
    assert (chosen.growth_um, chosen.recist.partial_confirmed_days) == (5_000, 28)
    assert choose("recist-1.1", "partial_confirmed_days=none").partial_confirmed_days is None
    known = {"continuing_partial": ContinuingPartial.FAQ}
    assert settings_of("irecist", (), known).recist.continuing_partial is ContinuingPartial.FAQ
    assert settings_of("rano", (), known) == choose("rano")
    assert settings_of("recist-1.1", ["continuing_partial=literal"], known) == choose("recist-1.1")


@pytest.mark.parametrize(
    ("rule", "words", "part", "choices"),
    [
        ("lugano", ["three=no"], "has no setting", "three_is_complete, small_by_now"),
        ("lugano", ["three"], "has no setting", "three_is_complete, small_by_now"),
        ("lugano", [""], "has no setting", "three_is_complete, small_by_now"),
        ("lugano", ["three_is_complete"], "needs a value", None),
        ("lugano", ["three_is_complete=perhaps"], "is no value", "yes, no"),
        ("lugano", ["three_is_complete="], "is no value", "yes, no"),
        ("lugano", ["three_is_complete=no", "three-is-complete=yes"], "given twice", None),
        ("irecist", ["recist=no"], "has no setting", None),
        ("recist-1.1", ["continuing_partial=yes"], "is no value", "literal, faq"),
        ("recist-1.1", ["growth_um=5.5"], "whole number.", None),
        ("recist-1.1", ["growth_um=-5"], "whole number.", None),
        ("recist-1.1", ["growth_um=٥"], "whole number.", None),
        ("recist-1.1", ["growth_um=none"], "whole number.", None),
        ("recist-1.1", ["growth_um=1234567"], "whole number.", None),
        ("recist-1.1", ["partial_confirmed_days=soon"], "whole number, or none", None),
        ("gcig-ca125", ["continuing_partial=faq"], "has no settings", None),
        ("best-response", ["growth_um=1"], "has no setting", None),
    ],
)
def test_what_cannot_be_chosen_is_refused(rule: str, words: list[str], part: str, choices: str | None) -> None:
    with pytest.raises(Problem) as caught:
        choose(rule, *words)
    assert part in caught.value.message
    assert choices is None or caught.value.values["choices"] == choices
