"""Files made to do harm: made here when they are tried, never stored."""
