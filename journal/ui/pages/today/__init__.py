"""Today: how it is, where we are, what comes next, what is new."""
