"""How it is said: the reader's language, numbers and dates, a sentence for each finding, the explaining pages."""
