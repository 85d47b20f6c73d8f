"""The last scan: what the report called it, and what the sizes give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journal.domain.imaging import Lesion, Measurement, Response, Scan
from journal.rules.response.courses import courses_of
from journal.rules.response.recist_1_1 import Assessment, judge


@dataclass(frozen=True)
class ScanAnswer:
    """The last scan: what the report called it, and what the sizes give (None for a first scan)."""

    scan: Scan
    assessment: Assessment | None

    @property
    def differs(self) -> bool | None:
        """Say whether report and sizes differ; None where one of the two is missing."""
        if self.scan.called is None or self.assessment is None or self.assessment.overall is Response.NE:
            return None
        return self.scan.called is not self.assessment.overall


def last_scan(
    scans: Sequence[Scan], lesions: Iterable[Lesion], measurements: Iterable[Measurement]
) -> ScanAnswer | None:
    """Return the last of *scans* (oldest first) with its judgement; None without scans."""
    if not scans:
        return None
    courses = courses_of(scans, lesions, measurements)
    answers = {answer.point.record_id: answer for course in courses for answer in judge(course)}
    return ScanAnswer(scans[-1], answers.get(scans[-1].id))
