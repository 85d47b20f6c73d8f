"""Scans can say more than one size for each spot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_scan_readings"
down_revision = "0002_attachments"


def upgrade() -> None:
    """Make the table of what scans say beside sizes."""
    op.create_table(
        "scan_readings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("written_at", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("scan_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("long_mm", sa.Text(), nullable=True),
        sa.Column("short_mm", sa.Text(), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("printed", sa.Text(), nullable=True),
        sa.Column("quantity_value", sa.Text(), nullable=True),
        sa.Column("quantity_unit", sa.Text(), nullable=True),
        sa.Column("quantity_comparator", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("scan_readings_by_day", "scan_readings", ["happened_on"], unique=False)
    op.create_index("scan_readings_of_scan_id", "scan_readings", ["scan_id"], unique=False)
