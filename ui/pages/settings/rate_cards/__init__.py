"""Settings > Rate cards: the operator's own prices, never called live (S0-03)."""
