"""What carriers corrected after shipment, and its disputes."""
