"""What pages are built of: widgets that two pages or more use."""

from journal.ui.lasting_none import keep_none

keep_none()  # whatever makes a page comes by here; the first frame does without
