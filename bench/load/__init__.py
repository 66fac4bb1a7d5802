"""A load for a real server: a hall's folder, a server's process, and many lean clients."""
