"""How it is said: the reader's language, numbers and dates, and a sentence for each finding."""
