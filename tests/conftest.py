"""How all tests run: a slow computer fails no property, since none of them is about time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("any computer", deadline=None)
settings.load_profile("any computer")
