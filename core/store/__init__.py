"""The one door to the database: connections, transactions, migrations, files."""
