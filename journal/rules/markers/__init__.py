"""What tumour markers and tumour DNA in blood say, one file each."""
