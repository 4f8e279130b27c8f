"""Refunds that are to come, and labels that may still be voided."""
