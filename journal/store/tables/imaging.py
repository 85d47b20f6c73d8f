"""Tables of scans, lesions, what each scan said of each lesion, and what else its report says."""

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.scan_readings import ScanReading
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("scans", Scan),
    Kept("lesions", Lesion),
    Kept("measurements", Measurement, parents={"scan_id": "scans", "lesion_id": "lesions"}),
    Kept("scan_readings", ScanReading, parents={"scan_id": "scans"}),
)
