"""The terminal: click in Dutch, and outcomes as a finance user reads them."""
