"""Git: reading through its plumbing, writing through its command; no record is judged here."""
