"""The stations that open these books; all are updated together."""
