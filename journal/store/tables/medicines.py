"""Tables of medicines and whether they were taken."""

from journal.domain.medicines import Intake, Medicine
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("medicines", Medicine),
    Kept("intakes", Intake, parents={"medicine_id": "medicines"}),
)
