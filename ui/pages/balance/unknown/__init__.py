"""Purchases whose outcome nobody knows."""
