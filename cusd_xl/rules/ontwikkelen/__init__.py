"""Where a change comes from: the earlier begroting moved to this year, and what is replaced in it step by step."""
