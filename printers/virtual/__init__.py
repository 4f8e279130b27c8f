"""A printer in software: reads ZPL and EPL back to pixels."""
