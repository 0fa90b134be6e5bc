const userId = /^\d{1,19}$/;

/** The user id inside a token: tokens are JWTs whose `sub` is the id. Null when this one says nothing of the kind. */
export function userIdOfToken(token: string): string | null {
  const payload = token.split(".")[1];
  if (payload === undefined) return null;
  // Read as text, not as JSON: `sub` may be a number with more digits than a JS number holds.
  const claims = Buffer.from(payload, "base64url").toString("utf8");
  const sub = /"sub"\s*:\s*"?(\d+)"?\s*[,}]/.exec(claims)?.[1];
  return sub !== undefined && userId.test(sub) ? BigInt(sub).toString() : null;
}
