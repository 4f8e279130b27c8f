"""Replace label: void the old one, buy a new one, and say what it cost. Uses shipments, labels, printing."""
