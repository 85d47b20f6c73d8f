"""The settings of a criterion with some of them changed by name, those that it hands on to RECIST 1.1 among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

S = TypeVar("S")
Changes = Mapping[str, Any]  # by the name of the setting


def parts_of(settings: object) -> dict[str, Any]:
    """Return the fields of *settings* by name."""
    return {each.name: getattr(settings, each.name) for each in fields(settings)}  # type: ignore[arg-type]


def with_changes(settings: S, changes: Changes) -> S:
    """Return *settings* with *changes*; what they do not know by name themselves, they hand on."""
    parts = parts_of(settings)
    given = {name: value for name, value in changes.items() if name in parts}
    rest = {name: value for name, value in changes.items() if name not in parts}
    inner = {name: with_changes(value, rest) for name, value in parts.items() if rest and is_dataclass(value)}
    return replace(settings, **given, **inner)  # type: ignore[type-var]
