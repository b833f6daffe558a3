"""Explains a bijdrage and a factuur as trees: every figure with its inputs, the formula in words and the rounding."""
