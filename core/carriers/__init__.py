"""Carriers as data: catalogue, dated rules, tracking numbers, rate cards."""
