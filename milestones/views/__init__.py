"""Pages of this app; each file holds those of one noun."""
