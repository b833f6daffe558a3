"""The calculation sheets: native formulas with cached values that give the very cents of the engine."""
