"""Backups: what there is, made and checked by hand, the second place."""
