"""The station's books and rules: no window, no device, no printer language."""
