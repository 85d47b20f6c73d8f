"""Whether a scan of the journal may come too early to go by."""

from __future__ import annotations

from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.domain.treatment import Cycle, TreatmentLine
from journal.rules.cycles import current_line
from journal.rules.response.recist_1_1 import Assessment
from journal.rules.response.too_early import too_early
from journal.store.journal import Journal


def early_findings(journal: Journal, scan: Scan, judged: Assessment | None) -> tuple[Finding, ...]:
    """Return why *scan* may come too early; nothing where the sizes give nothing, or no treatment ran by then."""
    line = current_line(journal.all(TreatmentLine), scan.happened_on)
    if judged is None or line is None:
        return ()
    cycles = journal.all(Cycle, line_id=line.id)
    return too_early(scan.happened_on, scan.modality, judged.overall, line.happened_on, cycles)
