"""The factuur as a document that is sent: the PDF that people read."""
