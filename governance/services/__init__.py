"""What the front ends call: check, query, explain, new, fmt. The only way in for cli and tui."""
