"""Marker values that came in lately: they wait to be opened, in the window and on its previews."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from journal.domain.results import LabResult
from journal.reference.analytes import analytes

NEW_FOR: Final = timedelta(days=30)


def new_values(results: Iterable[LabResult], today: date) -> tuple[LabResult, ...]:
    """Return the last value of each marker that came in lately, in catalogue order.

    *results* run from oldest to latest.
    """
    last = {result.analyte: result for result in results if today - NEW_FOR <= result.happened_on <= today}
    return tuple(last[key] for key, analyte in analytes().items() if analyte.is_marker and key in last)
