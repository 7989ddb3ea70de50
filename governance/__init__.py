"""What judges: the model, the reader, the rules, the gate and the command line."""

__version__ = "0.1.0"
