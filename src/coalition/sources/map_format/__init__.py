"""The open map format: one deal's map as a JSON file that says everything, and reads in again without loss."""
