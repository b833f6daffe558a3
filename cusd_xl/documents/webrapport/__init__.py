"""Pages of HTML that stand on their own: one file, no network, readable without script, by keyboard and on paper."""
