"""How far the formulas on the calculation sheets are exact; beyond this Excel or LibreOffice rounds, Python does not."""

GRENS = 10**14
"""A weight times a denominator stays below this: INT of LibreOffice goes wrong from about 5 x 10**14 on (measured)."""
DECIMALEN_GEWICHT = 6
"""Weights are scaled to whole numbers by formulas that look this many decimals deep."""
DECIMALEN_PERCENTAGE = 3
"""Index percentages likewise; circulaires publish one or two decimals."""
