"""Tracking numbers: compact, validate, is_valid, format; candidates; minting. Formats are data of the carrier files."""
