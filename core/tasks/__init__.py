"""Tasks: what only a person can do, with a day by which it should be done."""
