"""Numbers without the server: a series of the kiosk's own, kept through a power cut and handed in later (docs/offline.md)."""
