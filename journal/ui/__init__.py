"""The window: the only room that knows Qt."""

from journal.ui.guarded_overrides import guard_overrides
from journal.ui.lasting_none import keep_none

# Before Qt is used, and before a class of ours is made, whoever imports this room.
keep_none()
guard_overrides()
