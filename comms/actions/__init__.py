"""Every write of comms."""
