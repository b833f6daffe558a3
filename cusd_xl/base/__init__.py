"""Money, years, names, findings, messages and errors: the standard library only."""
