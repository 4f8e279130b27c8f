"""One complete job to one device, and its answer back."""
