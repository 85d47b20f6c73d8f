"""Treatment Journal: the record of a cancer treatment, kept at home."""
