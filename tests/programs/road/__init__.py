"""The whole road, touch to wall: real server, real programs, real browsers."""
