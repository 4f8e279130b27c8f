"""The card's statement, paired with purchases of postage."""
