"""Taking over files of results in the window: what is in them, a choice, and one step that can be taken back."""
