"""Settings > Account settings: each One Balance with its account, payment, location, terms and label format."""
