"""What refuses purchases or automatic spending just now, and the way out of each."""
