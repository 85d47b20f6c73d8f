"""Symptoms: day by day as a calendar, over time, and by day of the cycle."""
