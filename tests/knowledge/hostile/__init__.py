"""Files that nobody means well with, made here and not kept."""
