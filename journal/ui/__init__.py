"""The window: the only room that knows Qt."""

from journal.ui.lasting_none import keep_none
from journal.ui.own_import import import_plainly

keep_none()  # before Qt is used, whoever imports this room
import_plainly()  # before SQLAlchemy and matplotlib are loaded
