"""Scans: the lesions with their sizes, what the report calls it, what the sizes give, and how it went over time."""
