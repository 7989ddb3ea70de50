"""What follows from dependencies: the network of milestones, its schedule, what a slip moves."""
