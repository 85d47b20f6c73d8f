"""The experiments, in the order shown: name, what is done, how often in full and in the ordinary test run."""

from __future__ import annotations

from typing import Final

from tests.reliability import attaching, canaries, damage, disks, killing, salvaging, timing, window_canaries, writers
from tests.reliability.figures import Experiment

EXPERIMENTS: Final = (
    Experiment("kill-saving", killing.while_saving, 1_000, 15),
    Experiment("kill-saving-synced", killing.while_saving_in_a_synced_folder, 200, 10),
    Experiment("kill-attaching", attaching.while_attaching, 200, 8),
    Experiment("kill-backup", killing.during_backup, 100, 6),
    Experiment("kill-restore", killing.during_restore, 100, 6),
    Experiment("kill-upgrade", killing.during_upgrade, 100, 6),
    Experiment("kill-passphrase", killing.during_passphrase_change, 100, 6),
    Experiment("single-bits", damage.single_bits, 200, 20),
    Experiment("torn-logs", damage.torn_logs, 500, 20),
    Experiment("mutated-files", damage.mutated_files, 1_000, 30),
    Experiment("refused-files", damage.refused_files, 1, 1),
    Experiment("salvage", salvaging.salvaged_files, 100, 5),
    Experiment("disks", disks.full_and_read_only, 10, 1),
    Experiment("folder-gone", disks.folder_gone, 10, 1),
    Experiment("restored-copies", writers.restored_copies, 100, 4),
    Experiment("canaries", canaries.canaries, 1, 1),
    Experiment("window-canaries", window_canaries.canaries_in_the_window, 1, 1),
    Experiment("two-writers", writers.two_at_once, 100, 8),
    Experiment("two-writers-synced", writers.two_at_once_in_a_synced_folder, 100, 8),
    Experiment("timing", timing.beside_plain_sqlite, 100, 0),  # a busy machine must fail no test run
)
