"""Bytes to records and back: discovery, the reader, positions, schemas, text hygiene, cache."""
