import { expect, test } from "vitest";
import { tokenClaims } from "../../../shared/domain/token-claims.ts";

const jwt = (claims: string) => `e30.${Buffer.from(claims).toString("base64url")}.signature`;

test.each<[string, string, ReturnType<typeof tokenClaims>]>([
  ["a user's", jwt('{"app":"a","sub":"7","role":1}'), { userId: "7", isAdmin: false }],
  [
    "an administrator's",
    jwt('{"app":"a","sub":"20","cluster":1,"role":2,"iat":1}'),
    { userId: "20", isAdmin: true },
  ],
  ["one that writes its role as text", jwt('{"sub":"20","role": "2"}'), { userId: "20", isAdmin: true }],
  ["one of another role", jwt('{"sub":"20","role":22}'), { userId: "20", isAdmin: false }],
  ["one with a long id", jwt('{"sub":9007199254740993}'), { userId: "9007199254740993", isAdmin: false }],
  [
    "one with signs that base64 writes differently in URLs",
    jwt('{"n":"???>>>","role":2}'),
    { userId: null, isAdmin: true },
  ],
  ["one with blanks around it", ` ${jwt('{"sub":"7"}')}\n`, { userId: "7", isAdmin: false }],
  ["one that is no JWT", "3f9c2a7d5e1b48d6", { userId: null, isAdmin: false }],
  ["one whose middle is nothing", "a.%%%.c", { userId: null, isAdmin: false }],
])("%s is read", (_what, token, claims) => {
  expect(tokenClaims(token)).toEqual(claims);
});
