"""What the provider says, beside what our books say."""
