"""Reads a workbook as a reviewer looks at it: formulas beside values, and everything that is hidden, locked or linked."""
