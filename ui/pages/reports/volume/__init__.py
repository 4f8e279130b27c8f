"""What each carrier carried in each month, and what it earned."""
