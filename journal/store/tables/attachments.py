"""Table of attached files: what each is; its bytes are kept in pieces.

The bytes are named after their SHA-256 and never change: the history holds what a file is called and where it belongs,
undo moves that, and no byte is ever copied by either.
"""

from journal.domain.attachments import Attachment
from journal.store.tables.mapping import Kept

TABLES = (Kept("attachments", Attachment, parents={"scan_id": "scans", "appointment_id": "appointments"}),)
