"""Printers and print jobs as durable records."""
