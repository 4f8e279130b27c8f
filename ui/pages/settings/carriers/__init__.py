"""Settings > Carriers: Set up carriers, a sheet for each carrier, the table of features (S0-06, S0-08, S0-21)."""
