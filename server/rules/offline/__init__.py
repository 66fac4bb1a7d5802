"""Numbers that were given without the server: whose series it is, and how they come into the line (docs/offline.md)."""
