"""What entries went through: their history, the journal as it was on a day, and the bin."""
