"""Postage providers: practice and recorded."""
