"""How fast Verbatim is, part by part, beside what others use, and whether it is as fast as it shall be."""
