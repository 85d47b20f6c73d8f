"""The call card: what the person's own sheet says about something written, on every page until it is answered."""
