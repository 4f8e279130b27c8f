"""Buy Postage: what the dialog decides."""
