"""Shipments: every label, found by key; reprint, void, export. Uses shipments, labels, printing, carriers."""
