"""Billing: accounts with carriers outside the wallet, and other charges."""
