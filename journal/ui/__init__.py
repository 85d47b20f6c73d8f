"""The window: the only room that knows Qt."""

from journal.ui.guarded_overrides import guard_overrides
from journal.ui.lasting_none import keep_none
from journal.ui.own_import import import_plainly

# Before Qt is used, and before a class of ours is made, whoever imports this room.
keep_none()
import_plainly()  # before SQLAlchemy and matplotlib are loaded
guard_overrides()
