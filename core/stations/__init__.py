"""Stations: which workstation this is."""
