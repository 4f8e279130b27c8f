"""Auto-fund: the rule that buys postage when the balance runs low, and what keeps it from running away."""
