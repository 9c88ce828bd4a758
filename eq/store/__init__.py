"""The workspace file: schema, migrations and the rows of every table."""
