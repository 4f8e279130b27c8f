"""Double-entry books: accounts, sealed and chained journal entries, holds."""
