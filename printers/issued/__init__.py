"""Labels that a carrier or a shop issued as a file: brought to the paper as they are, never redrawn."""
