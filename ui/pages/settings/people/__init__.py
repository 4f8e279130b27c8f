"""Settings > People: operators and the limits on money."""
