"""Generated roadmaps of any size, and `jalon check` timed beside its peers on them."""
