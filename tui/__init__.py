"""What people see: the terminal application."""
