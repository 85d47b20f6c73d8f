"""The window: the only room that knows Qt."""

from journal.ui.lasting_none import keep_none
from journal.ui.whole_errors import keep_errors_whole

# Before Qt is used, and before a class of ours is made, whoever imports this room.
keep_none()
keep_errors_whole()
