"""Tables of symptom entries and of the symptoms a person follows."""

from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("symptom_entries", SymptomEntry, by=("symptom",)),
    Kept("tracked_symptoms", TrackedSymptom),
)
