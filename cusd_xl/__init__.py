"""Verdeelt, indexeert en factureert de gedeelde kosten van een centrumregeling sociaal domein."""

__version__ = "0.1.0"
