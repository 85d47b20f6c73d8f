"""Locking the window: when, what it shows meanwhile, and how it opens again."""
