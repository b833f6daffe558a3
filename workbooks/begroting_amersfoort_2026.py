"""Wat RunPython start vanuit begroting_amersfoort_2026.xlsm: laat dit bestand naast de werkmap staan, met dezelfde naam."""

from udfs.macros import main

__all__ = ["main"]
