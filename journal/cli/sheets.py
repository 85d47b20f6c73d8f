"""Commands that need no journal: judging a sheet of sizes or values, and finding the best of dated responses."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from journal.actions.assess import assess, best_responses
from journal.actions.criterion_settings import settings_of, with_settings
from journal.cli.columns import laid_out
from journal.cli.speaking import say, say_json
from journal.rules.response.best_response import Settings as BestSettings
from journal.rules.response.recist_1_1 import ContinuingPartial
from journal.text.language import _

Row = dict[str, Any]


def run_assess(given: Namespace) -> int:
    """Judge a sheet of sizes or values."""
    chosen = {"continuing_partial": ContinuingPartial.FAQ} if given.continuing_pr else {}
    settings = settings_of(given.criterion, given.setting, chosen)
    with _without_collecting():
        rows = assess(given.sheet, settings, criterion=given.criterion, accept_unusual=given.accept_unusual)
    if given.json:
        say_json(rows)
    elif not rows:
        say(_("There is nothing after the first date or the start, so there is nothing to compare."))
    else:
        names = {"sum_mm": _("sum, mm"), "sum_mm2": _("sum, mm²"), "value": _("value")}
        number = next(name for name in names if name in rows[0])
        header = (_("case"), _("date"), _("overall"), names[number], _("since first"), _("since smallest"), _("why"))
        say(laid_out(header, [_assessed(row, number) for row in rows]))
    return 0


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave out the search for rings of objects: a sheet makes none, and looking for them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _assessed(row: Row, number: str) -> tuple[str, ...]:
    return (
        row["case"],
        row["date"],
        row["overall"],
        _number(row[number]),
        _number(row["percent_from_baseline"], " %"),
        _number(row["percent_from_nadir"], " %"),
        "; ".join(row["reasons"]),
    )


def _number(value: float | int | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:g}{unit}"


def run_best_response(given: Namespace) -> int:
    """Find the best response of each case."""
    settings = BestSettings(
        confirm=given.confirm,
        confirm_days=given.confirm_days,
        max_not_evaluable=given.max_not_evaluable,
        stable_min_days=given.sd_min_days,
    )
    settings = with_settings(settings, given.command, given.setting)
    with _without_collecting():
        rows = best_responses(given.sheet, settings)
    if given.json:
        say_json(rows)
    elif not rows:
        say(_("The sheet has no cases."))
    else:
        header = (_("case"), _("best"), _("date"), _("why"))
        say(
            laid_out(header, [(r["case"], r["best"], r["date"] or "–", "; ".join(r["reasons"])) for r in rows]),
        )
    return 0
