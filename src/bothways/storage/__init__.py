"""Where things are kept: addresses of databases, the one writer at a time, the replica."""
