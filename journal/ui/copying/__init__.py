"""Copies in the window: made beside the work, shown in Settings, brought back, and offered where a file is damaged."""
