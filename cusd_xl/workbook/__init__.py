"""Excel in and out: knows sheets, tables and cells, knows no rules."""
