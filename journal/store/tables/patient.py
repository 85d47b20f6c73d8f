"""Tables of the person, their contacts and their team's care sheet."""

from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("patients", Patient),
    Kept("contacts", Contact),
    Kept("care_sheets", CareSheet),
    Kept("call_rules", CallRule),
)
