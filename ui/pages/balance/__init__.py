"""One Balance: what the wallets hold, every transaction, and buying postage."""
