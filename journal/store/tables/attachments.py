"""Tables of attached files: what each is, and its bytes in pieces.

The bytes are named after their SHA-256 and never change: the history holds what a file is called and where it belongs,
undo moves that, and no byte is ever copied by either.
"""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from journal.domain.attachments import Attachment
from journal.store.tables.mapping import METADATA, Kept

TABLES = (Kept("attachments", Attachment, parents={"scan_id": "scans", "appointment_id": "appointments"}),)
PIECES = Table(
    "attachment_pieces",
    METADATA,
    Column("sha256", Text, primary_key=True),  # of the whole file
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
