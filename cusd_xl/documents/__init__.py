"""The factuur as a document that is sent: the PDF that people read, and the UBL that systems read."""
