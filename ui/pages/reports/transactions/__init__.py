"""Reports > Balances > Transactions: a period with sums that add up, and its files."""
