"""What a journal withstands: experiments that print figures; run them with python -m tests.reliability."""
