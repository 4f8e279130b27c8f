"""Recording what a person bought and voided in the provider's portal. Uses wallet, shipments, orders, labels."""
