"""Tables of scans, lesions and what each scan said of each lesion."""

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("scans", Scan),
    Kept("lesions", Lesion),
    Kept("measurements", Measurement, parents={"scan_id": "scans", "lesion_id": "lesions"}),
)
