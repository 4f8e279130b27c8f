"""Settings > Safety: backups, what stands against buying and the way out, stations."""
