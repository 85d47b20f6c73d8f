"""What a slot can leave out, least weighty last, and how the page says that it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Generic, TypeVar

T = TypeVar("T")

MOST: Final = 30  # entries handed to the page: more than the largest slot can hold


@dataclass(frozen=True)
class GivesWay(Generic[T]):
    """Entries in the order printed; the page drops from the end until the slot holds the rest.

    *left*, *notices* and *foot* are looked up by how many were dropped: the number of records that are then not on
    the page, what stands at the spot, and what the foot says.  Their first entries hold for dropping none.
    """

    items: tuple[T, ...]
    left: tuple[int, ...]
    notices: tuple[str, ...]
    foot: tuple[str, ...]


def gives_way(
    items: Sequence[T], notice: Callable[[int], str], foot: Callable[[int], str], weights: Sequence[int] | None = None
) -> GivesWay[T]:
    """Return *items* with what to say for each number that may be dropped; *weights* say how many records each is."""
    counts = list(weights) if weights is not None else [1] * len(items)
    beyond = sum(counts[MOST:])
    left = tuple(accumulate(reversed(counts[:MOST]), initial=beyond))
    return GivesWay(
        items=tuple(items[:MOST]),
        left=left,
        notices=tuple(notice(count) if count else "" for count in left),
        foot=tuple(foot(count) if count else "" for count in left),
    )
