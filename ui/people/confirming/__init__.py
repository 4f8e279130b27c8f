"""A PIN, and a second one, before an act of money."""
