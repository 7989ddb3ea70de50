"""What follows from dependencies: the graph of programmes, products and milestones."""
