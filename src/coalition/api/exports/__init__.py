"""A map as a file: slides, pages, pictures, tables, and the open map format."""
