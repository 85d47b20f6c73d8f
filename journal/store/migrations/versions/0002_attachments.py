"""Files can be attached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_attachments"
down_revision = "0001_first"


def upgrade() -> None:
    """Make the tables of attached files."""
    op.create_table(
        "attachments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("written_at", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("scan_id", sa.Text(), nullable=True),
        sa.Column("appointment_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointments.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attachments_by_day", "attachments", ["happened_on"], unique=False)
    op.create_index("attachments_of_scan_id", "attachments", ["scan_id"], unique=False)
    op.create_index("attachments_of_appointment_id", "attachments", ["appointment_id"], unique=False)
    op.create_table(
        "attachment_pieces",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number"),
    )
