"""办件: what happens to an application after the number (docs/cases.md)."""
