"""Faults that are really done to real processes: `make faults`."""
