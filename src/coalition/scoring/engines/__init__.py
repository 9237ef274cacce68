"""Where the compiled steps can run: embedded, inside PostgreSQL, on Spark. See docs/explanation/engines.md."""
