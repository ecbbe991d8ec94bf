"""Nobody sees what is another server's: random sequences of everything that can be done, in several servers at once."""
