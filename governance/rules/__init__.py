"""The rules: one per file, grouped by family; a rule is pure and its docstring documents it."""
