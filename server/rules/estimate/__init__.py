"""How long somebody will wait: an honest range (docs/estimate.md)."""
