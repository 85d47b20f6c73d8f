"""One table of sentences a topic: a finding's code, and how it is said, short and longer."""
