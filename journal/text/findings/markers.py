"""Markers and tumour DNA in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, day_of, number_of, quantity_of, share_of, text_of
from journal.text.language import _
from journal.text.names import analyte_name


def _name(finding: Finding) -> str:
    return analyte_name(text_of(finding, "analyte"))


def _now_and_before(finding: Finding) -> dict[str, str]:
    return {
        "name": _name(finding),
        "value": quantity_of(finding, "value"),
        "day": day_of(finding, "day"),
        "before": quantity_of(finding, "before"),
        "before_day": day_of(finding, "before_day"),
        "share": share_of(finding, "share"),
    }


def _limit(finding: Finding) -> str:
    if finding.values.get("limit") is None:
        return ""
    return _("This test finds it from {limit} upwards.").format(limit=text_of(finding, "limit"))


SAYINGS: Final[Mapping[str, Saying]] = {
    "marker.first": Saying(lambda f: _("{name} was {value} on {day}.").format(**_now_and_before(f))),
    "marker.higher": Saying(
        lambda f: _("{name} went up from {before} to {value} on {day}.").format(**_now_and_before(f)),
        lambda f: _(
            "That is {share} more than on {before_day}. One value alone says little. A second one helps."
        ).format(**_now_and_before(f)),
    ),
    "marker.lower": Saying(
        lambda f: _("{name} went down from {before} to {value} on {day}.").format(**_now_and_before(f)),
        lambda f: _("That is {share} less than on {before_day}.").format(**_now_and_before(f)),
    ),
    "marker.no_clear_change": Saying(
        lambda f: _("{name} was {value} on {day}. That is no clear change from {before}.").format(**_now_and_before(f)),
        lambda f: _("The step is {share}. Steps under 25 % are often chance.").format(**_now_and_before(f)),
    ),
    "marker.other_laboratory": Saying(
        lambda f: _("{name} was {value} on {day}, from another lab than before.").format(**_now_and_before(f)),
        lambda f: _("Two labs can differ, so the two values are not compared."),
    ),
    "marker.laboratory_unknown": Saying(
        lambda f: _("{name} was {value} on {day}, and {before} before. The lab is not written down for both.").format(
            **_now_and_before(f)
        ),
        lambda f: _("Two labs can differ, so the two values are not compared."),
    ),
    "marker.other_unit": Saying(
        lambda f: _("{name} was {value} on {day}, in another unit than before.").format(**_now_and_before(f)),
        lambda f: _("The two values are not compared."),
    ),
    "marker.no_number": Saying(
        lambda f: _("The last {name} result, on {day}, has no number.").format(**_now_and_before(f)),
        lambda f: _("The paper says: “{printed}”.").format(printed=text_of(f, "printed")),
    ),
    "marker.below_limit": Saying(
        lambda f: _("{name} was {value} on {day}, and {before} before.").format(**_now_and_before(f)),
        lambda f: _("One of the two is only a limit, so the change has no number."),
    ),
    "marker.too_early": Saying(
        lambda f: _(
            "This is day {days} of this treatment. In the first {window} days, a rise may mean nothing."
        ).format(days=number_of(f, "days"), window=number_of(f, "window")),
        lambda f: _("Cells that break up can push a marker up for a while."),
    ),
    "marker.above_range": Saying(lambda f: _("It is above this lab's own range.")),
    "marker.in_range": Saying(lambda f: _("It is inside this lab's own range.")),
    "marker.below_range": Saying(lambda f: _("It is below this lab's own range.")),
    "marker.no_range": Saying(lambda f: _("The lab's own range was not written down.")),
    "ctdna.not_found": Saying(
        lambda f: _("On {day}, the test found no tumour DNA in the blood.").format(day=day_of(f, "day")),
        _limit,
    ),
    "ctdna.found": Saying(
        lambda f: _("On {day}, the test found tumour DNA in the blood.").format(day=day_of(f, "day")), _limit
    ),
    "ctdna.found_now": Saying(
        lambda f: _("On {day}, the test found tumour DNA. On {before_day}, it did not.").format(**_now_and_before(f)),
        _limit,
    ),
    "ctdna.not_found_now": Saying(
        lambda f: _("On {day}, the test found no tumour DNA. On {before_day}, it did.").format(**_now_and_before(f)),
        _limit,
    ),
    "ctdna.higher": Saying(
        lambda f: _("Tumour DNA was {value} on {day}. That is higher than last time, {before}.").format(
            **_now_and_before(f)
        ),
        lambda f: _("Labs do not agree on how much change counts. Ask your team how they read it."),
    ),
    "ctdna.lower": Saying(
        lambda f: _("Tumour DNA was {value} on {day}. That is lower than last time, {before}.").format(
            **_now_and_before(f)
        ),
        lambda f: _("Labs do not agree on how much change counts. Ask your team how they read it."),
    ),
    "ctdna.same": Saying(
        lambda f: _("Tumour DNA was {value} on {day}, the same as last time.").format(**_now_and_before(f))
    ),
    "ctdna.other_test": Saying(
        lambda f: _("The tumour DNA test of {day} is another test or lab than before.").format(**_now_and_before(f)),
        lambda f: _("The two results are not compared."),
    ),
    "ctdna.test_unknown": Saying(
        lambda f: _("The tumour DNA test of {day} names no lab or kit, or the one before did not.").format(
            **_now_and_before(f)
        ),
        lambda f: _("The two results are not compared."),
    ),
    "ctdna.unclear": Saying(
        lambda f: _("The tumour DNA result of {day} does not say if it was found.").format(**_now_and_before(f))
    ),
}
