"""Settings > Language and display: words, colours, text size, units."""
