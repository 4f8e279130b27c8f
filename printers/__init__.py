"""The device package: languages, transports, status, the virtual printer."""
