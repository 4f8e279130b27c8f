"""Importing an order file: looked at first, written once a person says so."""
