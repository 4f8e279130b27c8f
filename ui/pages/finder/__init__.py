"""Find anything (Ctrl+K): orders, labels, pages. Uses orders and shipments."""
