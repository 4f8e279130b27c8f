"""Bench: scan or pick an order, weigh, choose, buy and print. Uses orders, shipments, wallet, labels, printing."""
