"""The window: the only room that knows Qt."""

from journal.ui.lasting_none import keep_none

keep_none()  # before Qt is used, whoever imports this room
