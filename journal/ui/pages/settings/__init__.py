"""Settings and help: who, whom to call, what the team's sheet says, how it looks, where the file lies."""
