"""Every write of this app; each file holds the deeds of one noun."""
