"""The REST API: parse, call one service or selector, render. No rule lives here."""
