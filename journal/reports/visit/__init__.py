"""The visit page by topic: one file a slot, each from records to final words."""
