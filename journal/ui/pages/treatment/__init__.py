"""Treatment: lines with their cycles and doses, medicines, operations and what else was done."""
