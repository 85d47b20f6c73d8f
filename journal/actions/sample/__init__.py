"""The made-up sample journal: one invented person, told the same way every time for one day."""
