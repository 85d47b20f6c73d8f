"""Why a scan may come too early to go by, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.saying import Saying, number_of
from journal.text.language import _, ngettext

SAYINGS: Final[Mapping[str, Saying]] = {
    "early.few_cycles": Saying(
        lambda f: ngettext(
            "It may be too early to tell: {count} cycle had been given by then.",
            "It may be too early to tell: {count} cycles had been given by then.",
            number_of(f, "count"),
        ).format(count=number_of(f, "count")),
        lambda f: _("Most often, it takes two or three cycles before a scan can tell."),
    ),
    "early.two_cycles": Saying(
        lambda f: _("Two cycles had been given by then. Some teams wait for three before they judge."),
        lambda f: _("Most often, it takes two or three cycles before a scan can tell."),
    ),
    "early.stable": Saying(
        lambda f: _("It may be too early to call it stable: this is day {days} of the treatment.").format(
            days=number_of(f, "days")
        ),
        lambda f: _("The rule counts “stable” only from day {window} on.").format(window=number_of(f, "window")),
    ),
    "early.bone_flare": Saying(
        lambda f: _("It may be too early to tell: this is day {days} of the treatment.").format(
            days=number_of(f, "days")
        ),
        lambda f: _("In the first {window} days, new spots on a bone scan can be bone that heals.").format(
            window=number_of(f, "window")
        ),
    ),
}
