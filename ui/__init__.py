"""What people see, type and touch: the window and the commands."""
