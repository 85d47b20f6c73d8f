"""How all tests run: a slow computer fails no property, and garbage is collected where widgets live."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

settings.register_profile("any computer", deadline=None)
settings.load_profile("any computer")


def pytest_configure() -> None:
    """Never collect garbage by itself: it would happen on any thread, and a widget that goes on another one than its
    own ends the program (as in `journal/ui/garbage.py`).  The tests' own runner has threads, too.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect between two tests, by Python's own thresholds, on the thread that runs them."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(due[-1])
