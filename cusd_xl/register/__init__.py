"""The register of facturen: numbers without gaps and frozen content, in SQLite or PostgreSQL."""
