"""Shipping a batch: what it costs and whether it can be paid, then buying, then printing."""
