"""Carrier accounts, set-up, payment methods and terms."""
