"""Why a balance is what it is."""
