"""Generators of documents; run as `python -m tools.NAME [--check]`, never shipped."""
