"""How fast a marker moves, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, day_of, number_of, quantity_of, text_of
from journal.text.language import _, ngettext
from journal.text.names import analyte_name


def _name(finding: Finding) -> str:
    return analyte_name(text_of(finding, "analyte"))


def _days(finding: Finding, name: str) -> str:
    days = number_of(finding, name)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def _basis(finding: Finding) -> str:
    return _("This rests on {count} values over {span}. It says how it went, not how it will go.").format(
        count=number_of(finding, "count"), span=_days(finding, "span")
    )


def _left_out(one: Callable[[int], str]) -> Saying:
    return Saying(lambda f: one(number_of(f, "count")).format(count=number_of(f, "count")))


SAYINGS: Final[Mapping[str, Saying]] = {
    "kinetics.doubling": Saying(
        lambda f: _("At this pace, {name} doubled in about {days}.").format(name=_name(f), days=_days(f, "days")),
        _basis,
    ),
    "kinetics.half_life": Saying(
        lambda f: _("At this pace, {name} fell to half in about {days}.").format(name=_name(f), days=_days(f, "days")),
        _basis,
    ),
    "kinetics.known_decline": Saying(
        lambda f: _(
            "Once nothing makes {name} any more, it halves in {low} to {high} days. Slower says little by itself."
        ).format(name=_name(f), low=number_of(f, "low"), high=number_of(f, "high")),
        lambda f: _("From {before} on {before_day}, that would leave {least} to {most} on {day}.").format(
            before=quantity_of(f, "before"),
            before_day=day_of(f, "before_day"),
            least=quantity_of(f, "least"),
            most=quantity_of(f, "most"),
            day=day_of(f, "day"),
        ),
    ),
    "kinetics.no_clear_trend": Saying(
        lambda f: _("{name} shows no clear trend, so there is no pace to name.").format(name=_name(f))
    ),
    "kinetics.too_few": Saying(
        lambda f: _("For a pace, {need} values of {name} are needed, and {count} can be used.").format(
            name=_name(f), need=number_of(f, "need"), count=number_of(f, "count")
        )
    ),
    "kinetics.too_short": Saying(
        lambda f: _("For a pace, the values of {name} must span {need}. They span {span}.").format(
            name=_name(f), need=_days(f, "need_days"), span=_days(f, "span")
        )
    ),
    "kinetics.nadir": Saying(
        lambda f: _("The lowest value of {name} in this time was {value}, on {day}.").format(
            name=_name(f), value=quantity_of(f, "value"), day=day_of(f, "day")
        )
    ),
    "kinetics.nadir_limit": Saying(
        lambda f: _("The lowest value of {name} in this time was only a limit: {value}, on {day}.").format(
            name=_name(f), value=quantity_of(f, "value"), day=day_of(f, "day")
        )
    ),
    "kinetics.left_out.no_number": _left_out(
        lambda n: ngettext("{count} value has no number.", "{count} values have no number.", n)
    ),
    "kinetics.left_out.below_limit": _left_out(
        lambda n: ngettext("{count} value is only a limit.", "{count} values are only limits.", n)
    ),
    "kinetics.left_out.other_test": _left_out(
        lambda n: ngettext(
            "{count} value may be from another lab or test.", "{count} values may be from another lab or test.", n
        )
    ),
    "kinetics.left_out.no_range": _left_out(
        lambda n: ngettext("{count} value has no range beside it.", "{count} values have no range beside them.", n)
    ),
    "kinetics.left_out.in_range": _left_out(
        lambda n: ngettext("{count} value is not above its range.", "{count} values are not above their range.", n)
    ),
    "kinetics.left_out.before_treatment": _left_out(
        lambda n: ngettext(
            "{count} value is from before this treatment.", "{count} values are from before this treatment.", n
        )
    ),
    "kinetics.left_out.first_week": _left_out(
        lambda n: ngettext(
            "{count} value is from the first week of treatment.",
            "{count} values are from the first week of treatment.",
            n,
        )
    ),
    "kinetics.left_out.too_early": _left_out(
        lambda n: ngettext(
            "{count} value is from the first weeks, where a rise may mean nothing.",
            "{count} values are from the first weeks, where a rise may mean nothing.",
            n,
        )
    ),
}
