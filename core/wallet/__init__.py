"""One Balance: buying postage and the three balances."""
