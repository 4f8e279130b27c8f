"""One package per screen: page, presenter, rows."""
