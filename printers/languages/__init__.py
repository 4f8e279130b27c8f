"""Label document in, printer bytes out."""
