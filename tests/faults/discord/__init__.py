"""A stand-in for Discord on loopback, before which the real bot process is put: REST, gateway, and their faults."""
