"""Reports: balances and their transactions, statements that are issued once, the card's statement, volumes.

Words of the screen: Reports, Balances, Transactions; label purchases, adjustments, debits and credits, refunds.
Rooms used: reports, wallet, ledger, accounts, billing.
"""
