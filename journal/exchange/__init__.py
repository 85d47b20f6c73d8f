"""What others write: one file a foreign format."""
