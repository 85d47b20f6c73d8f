"""The last scan: what the report called it, and what the sizes give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from journal.domain.imaging import Lesion, Measurement, Response, Scan
from journal.domain.late_dataclass import dataclass
from journal.rules.response.by_criterion import Verdict, criteria_of, verdicts
from journal.rules.response.courses import courses_of, scan_order
from journal.rules.response.recist_1_1 import Assessment

_NO_ANSWER: Final = frozenset({Response.NE, Response.NA})
# Reports say "stable" also where nothing is measured; the rule's own words for that are non-CR/non-PD (E09 table 2).
_NO_CHANGE: Final = frozenset({Response.SD, Response.NON_CR_NON_PD})


@dataclass(frozen=True)
class ScanAnswer:
    """The last scan: what the report called it, and what the sizes give (None for a first scan, or without sizes)."""

    scan: Scan
    verdict: Verdict | None
    has_sizes: bool = True

    @property
    def assessment(self) -> Assessment | None:
        """What the sizes give, in the form of RECIST 1.1."""
        return self.verdict.judged if self.verdict is not None else None

    @property
    def differs(self) -> bool | None:
        """Say whether report and sizes differ; None where one of the two is missing."""
        if self.scan.called is None or self.assessment is None or self.assessment.overall in _NO_ANSWER:
            return None
        if {self.scan.called, self.assessment.overall} <= _NO_CHANGE:
            return False
        return self.scan.called is not self.assessment.overall


def last_scan(
    scans: Sequence[Scan], lesions: Iterable[Lesion], measurements: Iterable[Measurement]
) -> ScanAnswer | None:
    """Return the last of *scans* with its judgement; None without scans."""
    if not scans:
        return None
    sizes = list(measurements)
    courses = courses_of(scans, lesions, sizes)
    criteria = criteria_of(courses, scans)
    found = (each for course in courses for each in verdicts(criteria[course.case], course))
    answers = {each.judged.point.record_id: each for each in found}
    last = max(scans, key=scan_order)
    return ScanAnswer(last, answers.get(last.id), any(size.scan_id == last.id for size in sizes))
