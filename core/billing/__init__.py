"""Carrier accounts that are billed outside the wallet: pay at order, payables, meters, statements, other charges."""
