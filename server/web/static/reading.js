// What a page asks the server besides the feed: an answer, a refusal, or nothing at all; never one for another.

/** {found} where `address` was answered, {refused: code} where the server says no, {} where nothing can be read now. */
export async function read(address) {
  const answer = await fetch(address, { redirect: "error" }).catch(() => null);
  const body = await answer?.json().catch(() => null);
  if (answer?.ok && body) return { found: body };
  return body?.refused && answer.status < 500 ? { refused: body.refused.code } : {};
}
