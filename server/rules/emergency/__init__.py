"""Numbers on paper for a day without power: which sheets were printed, and what was typed in of them afterwards (docs/emergency.md)."""
