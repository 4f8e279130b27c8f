"""Closing an account, step by step."""
