"""Postage that is bought when the balance runs low."""
