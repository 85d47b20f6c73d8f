"""Pictures: functions that draw on given Axes; no window, and no reckoning that a rule should do."""
