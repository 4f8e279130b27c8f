"""Adapters to the providers that sell postage."""
