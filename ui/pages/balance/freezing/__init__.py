"""Stopping all buying from a wallet, and letting it go on."""
