"""The SQLite file of the history: schema, connection, backups, repair and traces of what was deleted."""
