"""The page on the rules names every rule, every setting and everything that a sheet can hold."""

from __future__ import annotations

from dataclasses import fields
from types import ModuleType

import pytest

from journal.exchange import diameter_sheet, value_sheet
from journal.resources import resource
from journal.rules.response import best_response
from journal.rules.response.criteria import CRITERIA

PAGE = resource("criteria.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "rule"), CRITERIA, ids=[name for name, _rule in CRITERIA])
def test_every_rule_and_its_settings_are_on_it(name: str, rule: ModuleType) -> None:
    assert f"`{name}`" in PAGE
    settings = fields(rule.Settings) if hasattr(rule, "Settings") else ()
    assert [each.name for each in settings if f"`{each.name}`" not in PAGE] == []


def test_the_settings_of_best_response_are_on_it() -> None:
    assert [f.name for f in fields(best_response.Settings) if f"`{f.name}`" not in PAGE] == []


def test_everything_a_sheet_can_hold_is_on_it() -> None:
    followed = {**diameter_sheet.LYMPHOMA, **diameter_sheet.BRAIN}
    assert [name for name in (*value_sheet.KINDS, *followed) if f"`{name}`" not in PAGE] == []
    words = {word for kind in value_sheet.KINDS.values() for word in kind.words}
    words |= {word for kind in followed.values() for word in kind.words}
    assert [word for word in sorted(words) if word not in PAGE] == []
    assert ",".join(value_sheet.COLUMNS) in PAGE
    assert ",".join(diameter_sheet.COLUMNS) in PAGE


def test_a_table_has_as_many_cells_in_each_row() -> None:
    for block in PAGE.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in rows}) <= 1, rows[:1]
