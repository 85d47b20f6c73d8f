"""What a person can do that spans several records or a file."""
