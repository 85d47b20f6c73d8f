"""What is known anyway: tables of resources/reference/ as values, read when first asked for."""
