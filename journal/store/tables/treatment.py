"""Tables of treatment lines, their drugs, cycles and doses; procedures."""

from journal.domain.treatment import Cycle, Dose, Drug, Procedure, TreatmentLine
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("treatment_lines", TreatmentLine),
    Kept("drugs", Drug, parents={"line_id": "treatment_lines"}),
    Kept("cycles", Cycle, parents={"line_id": "treatment_lines"}),
    Kept("doses", Dose, parents={"cycle_id": "cycles", "drug_id": "drugs"}),
    Kept("procedures", Procedure),
)
