"""The independent calculators: each recalculates a workbook from scratch and knows nothing of our rules."""
