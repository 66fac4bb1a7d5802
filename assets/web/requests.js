// Names of requests, in the form of common/link.py: they sort by time (the server keeps answers by them) and are
// made without crypto.randomUUID, which exists on https pages only.

/** 24 hexadecimal characters: milliseconds since 1970, then 48 random bits. */
export function requestId(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(6))) {
  const hex = (number, length) => number.toString(16).padStart(length, "0");
  return hex(now, 12) + Array.from(random, (byte) => hex(byte, 2)).join("");
}
