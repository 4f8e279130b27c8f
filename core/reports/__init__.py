"""Reports: what the books say, as files."""
