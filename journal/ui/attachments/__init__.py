"""Attached files in the window: added, dropped, opened, saved and taken out."""
