"""Timeline: everything that was written, by day, with filters."""
