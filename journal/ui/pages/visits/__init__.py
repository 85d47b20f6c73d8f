"""Appointments: the next visit, questions for it, what came out of the last, and the page to take along."""
