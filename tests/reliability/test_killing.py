"""Kills are counted as they land, not as they are sent."""

from __future__ import annotations

from tests.reliability.figures import Figures
from tests.reliability.killing import MOST_ROUNDS, until_landed


def test_rounds_that_end_first_are_done_again() -> None:
    figures = Figures.without()
    rounds = 0
    for number in until_landed(figures, 10):
        rounds += 1
        figures.tried["rounds that ended first" if number % 3 == 0 else "kills"] += 1
    assert (figures.tried["kills"], rounds) == (10, 15)
    assert figures.are_good


def test_kills_that_never_land_are_a_fault() -> None:
    figures = Figures.without()
    rounds = sum(1 for _ in until_landed(figures, 10))
    assert rounds == 10 * MOST_ROUNDS
    assert figures.faults["kills missing"] == 10
    assert not figures.are_good
