"""What records mean: pure functions from records to findings; no files, no clock, no words."""
