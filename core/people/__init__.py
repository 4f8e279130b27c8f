"""Operators, their PINs, who sits at a station, and the limits on money that need a second person."""
