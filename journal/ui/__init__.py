"""The window: the only room that knows Qt."""

from journal.ui.guarded_overrides import guard_overrides
from journal.ui.lasting_none import lend_none
from journal.ui.own_import import import_plainly

# Before Qt is used, and before a class of ours is made, whoever imports this room.
import_plainly()  # before anything else is loaded
lend_none()
guard_overrides()
