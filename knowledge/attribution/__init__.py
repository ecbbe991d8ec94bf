"""Who says what in a text without labels, proposed from the text alone, for a person to correct."""
