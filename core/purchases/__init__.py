"""The one machine that owns every paid call."""
