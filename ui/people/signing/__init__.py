"""Signing in, and the first operator."""
