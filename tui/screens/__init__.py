"""The screens: one per file, all of them views on the same judged roadmap."""
