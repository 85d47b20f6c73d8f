"""Tables of appointments, questions, hospital stays and calls."""

from journal.domain.visits import Appointment, CallNotice, HospitalStay, Question, TeamCall
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("appointments", Appointment),
    Kept("questions", Question),
    Kept("hospital_stays", HospitalStay),
    Kept("team_calls", TeamCall),
    Kept("call_notices", CallNotice),
)
