"""English: "16 Nov 2027", "Mon 16 Nov 2027, 09:00"."""
