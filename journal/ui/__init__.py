"""The window: the only room that knows Qt."""

from journal.ui.late_signatures import import_pyside  # isort: skip

import_pyside()  # before anything imports it another way

from journal.ui.guarded_overrides import guard_overrides  # noqa: E402
from journal.ui.lasting_none import lend_none  # noqa: E402
from journal.ui.own_import import import_plainly  # noqa: E402

# Before Qt is used, and before a class of ours is made, whoever imports this room.
import_plainly()  # before anything else is loaded
lend_none()
guard_overrides()
