"""The page Paper: printouts, previewed as the very PDF that is printed or saved."""
