"""What is derived from the facts: status of indicators, reviews due, health. No clock of its own."""
