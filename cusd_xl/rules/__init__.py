"""The regeling as code: one module per rule, pure and exact, no input or output."""
