"""What an operator does to a whole installation: back it up, put a backup back, bring it up to date (docs/operators/).

A backup is a folder: the database as one snapshot, the files that its rows name, and apart from both the keys. `making`
writes one, `restoring` puts one back beside the present data and swaps at the very end, so that a broken restore never opens.
"""
