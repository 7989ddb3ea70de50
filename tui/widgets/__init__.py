"""The widgets that Textual does not have: a virtual list of lines, the title and the footer."""
