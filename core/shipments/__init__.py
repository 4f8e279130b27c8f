"""Orders become rated, bought, voided shipments."""
