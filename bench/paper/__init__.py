"""A ticket printer without hardware: written from the ESC/POS specification alone, it shares no code with the programs."""
