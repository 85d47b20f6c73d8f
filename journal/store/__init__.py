"""How it is kept: the only folder that knows SQL."""
