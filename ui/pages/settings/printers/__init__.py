"""Settings > Printers: which there are, how they are, what they print."""
