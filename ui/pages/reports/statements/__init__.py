"""Statements: issued once for whole days that are over, kept as issued."""
