"""What two or more programs share: the wire's words, the link, the screen kit, the texts."""
