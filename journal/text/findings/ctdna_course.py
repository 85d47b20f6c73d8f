"""Tumour DNA since the start of a treatment, in words; never a word of growth, and nothing promised."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, day_of, number_of, share_of
from journal.text.language import _, ngettext

HALF: Final = Fraction(-50, 100)  # so that 49.96 % is not printed as 50 %
TENTH: Final = Fraction(-90, 100)


def _fall(finding: Finding) -> dict[str, str]:
    return {"share": share_of(finding, "share", HALF, TENTH, sign=True), "before_day": day_of(finding, "before_day")}


def _no_rule(_finding: Finding) -> str:
    return _("Only studies use this. No rule says what it means for one person.")


def _fact(_finding: Finding) -> str:
    return _("That is how it went here. It says nothing about the next time.")


SAYINGS: Final[Mapping[str, Saying]] = {
    "ctdna.level_half": Saying(
        lambda f: _(
            "Since {before_day}, before the treatment, it changed by {share}. Studies count falls of 50 % or more."
        ).format(**_fall(f)),
        _no_rule,
    ),
    "ctdna.level_tenth": Saying(
        lambda f: _(
            "Since {before_day}, before the treatment, it changed by {share}. Studies count falls of 90 % or more."
        ).format(**_fall(f)),
        _no_rule,
    ),
    "ctdna.level_none": Saying(
        lambda f: _("Since {before_day}, before the treatment, it changed by {share}.").format(**_fall(f)),
        lambda f: _("Studies count falls of 50 % and of 90 %. No rule says what it means for one person."),
    ),
    "ctdna.cleared": Saying(
        lambda f: _("Before the treatment, on {before_day}, it was found. Studies call that cleared.").format(
            **_fall(f)
        ),
        lambda f: _("“Not found” means below the limit of the test. A little may be there all the same."),
    ),
    "ctdna.clearance_unclear": Saying(
        lambda f: _(
            "Before the treatment, on {before_day}, it was found. This test may see less than that one."
        ).format(**_fall(f)),
        lambda f: _("So nobody can say from here if it is gone."),
    ),
    "ctdna.then_scan": Saying(
        lambda f: (
            ngettext(
                "It was found from {day} on. The next scan in this journal was {count} day later.",
                "It was found from {day} on. The next scan in this journal was {count} days later.",
                number_of(f, "days"),
            )
            if f.values.get("found")
            else ngettext(
                "From {day} on, it was not found. The next scan in this journal was {count} day later.",
                "From {day} on, it was not found. The next scan in this journal was {count} days later.",
                number_of(f, "days"),
            )
        ).format(day=day_of(f, "day"), count=number_of(f, "days")),
        _fact,
    ),
    "ctdna.no_scan_since": Saying(
        lambda f: (
            _("It was found from {day} on. No scan since then is in this journal.")
            if f.values.get("found")
            else _("From {day} on, it was not found. No scan since then is in this journal.")
        ).format(day=day_of(f, "day"))
    ),
}
