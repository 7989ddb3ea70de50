"""How findings are told: one format per file."""
