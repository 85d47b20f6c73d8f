"""What pages are built of: widgets that two pages or more use."""
