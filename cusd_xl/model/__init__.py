"""Frozen facts that pass between the stages: what was read, what was computed, what will be written."""
