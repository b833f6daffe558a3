"""Realisatie from a file beside the workbook (csv, Parquet or xlsx): read row by row, checked, and added up exactly."""
