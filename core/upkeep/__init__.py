"""What keeps the books safe over time: backups, restore and reconciliation, the look at each start, the clock."""
