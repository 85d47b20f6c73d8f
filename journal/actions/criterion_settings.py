"""The points on which sources of a criterion differ, chosen by name: "three_is_complete=no"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from journal.domain.problems import N_, Problem
from journal.rules.response.chosen_settings import parts_of, with_changes
from journal.rules.response.criteria import CRITERIA

S = TypeVar("S")
YES_OR_NO: Final = {"yes": True, "no": False}
NONE: Final = "none"  # of a number that need not be given
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


def settings_of(criterion: str, words: Sequence[str], chosen: Mapping[str, Any] | None = None) -> Any:
    """Return the settings of *criterion*: its defaults, then *chosen* where it knows the name, then *words*.

    None for a criterion that has none.
    """
    rule = dict(CRITERIA)[criterion]
    if not hasattr(rule, "Settings"):
        if words:
            raise Problem(N_("{criterion} has no settings. Leave them out."), criterion=criterion)
        return None
    defaults = rule.Settings()
    known = {name: value for name, value in (chosen or {}).items() if name in names_of(defaults)}
    return with_settings(with_changes(defaults, known), criterion, words)


def with_settings(settings: S, criterion: str, words: Sequence[str]) -> S:
    """Return *settings* with what *words* say, each like "confirm=yes"; a word that cannot be is refused."""
    places = names_of(settings)
    changes: dict[str, Any] = {}
    for word in words:
        name, equals, value = (part.strip() for part in word.partition("="))
        name = name.replace("-", "_")
        if name not in places:
            raise Problem(
                N_("{criterion} has no setting “{word}”. Use one of: {choices}."),
                criterion=criterion,
                word=name,
                choices=", ".join(places),
            )
        if not equals:
            raise Problem(N_("The setting {name} needs a value. Write it like {name}=VALUE."), name=name)
        if name in changes:
            raise Problem(N_("The setting {name} is given twice. Give it once."), name=name)
        changes[name] = _value(name, value.lower(), places[name])
    return with_changes(settings, changes)


def names_of(settings: object) -> dict[str, Any]:
    """Return the settings by name, with what they are now; what a rule hands on to RECIST 1.1 stands last."""
    own: dict[str, Any] = {}
    handed_on: dict[str, Any] = {}
    for name, value in parts_of(settings).items():
        if is_dataclass(value):
            handed_on |= names_of(value)
        else:
            own[name] = value
    return own | {name: value for name, value in handed_on.items() if name not in own}


def _value(name: str, word: str, default: Any) -> Any:
    if isinstance(default, bool | StrEnum):
        choices = YES_OR_NO if isinstance(default, bool) else {each.value: each for each in type(default)}
        if word not in choices:
            message = N_("“{word}” is no value of the setting {name}. Use one of: {choices}.")
            raise Problem(message, word=word, name=name, choices=", ".join(choices))
        return choices[word]
    if default is None and word == NONE:
        return None
    if not _NUMBER.fullmatch(word):
        raise Problem(
            N_("“{word}” is no value of the setting {name}. Use a whole number, or none.")
            if default is None
            else N_("“{word}” is no value of the setting {name}. Use a whole number."),
            word=word,
            name=name,
        )
    return int(word)
