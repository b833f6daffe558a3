"""The factuur as a document for another system: UBL, with the checks it must pass."""
