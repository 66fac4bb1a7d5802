"""The service menu: what staff look at, try and set at the glass, behind a code. Nothing of a resident is in it."""
