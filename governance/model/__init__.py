"""The nouns: records, findings, dossiers. No input, no output, no clock."""
