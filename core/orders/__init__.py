"""Orders from files and forms."""
