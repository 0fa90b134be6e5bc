import type { Credential, SignInWay } from "../../../shared/domain/account.ts";
import { tokenClaims } from "../../../shared/domain/token-claims.ts";
import { AppError, inStep, toAppError } from "../../../shared/errors.ts";
import type { Session } from "../backend.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { proveCredential } from "../prove-credential.ts";
import { lanyingEndpoints, lanyingSessionEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { waysOfDigits } from "./open-points.ts";

type PasswordCredential = Extract<Credential, { type: "password" }>;
type TokenCredential = Extract<Credential, { type: "token" }>;

/** Our own id where a pasted token and the server both keep it to themselves. Nobody has it. */
export const unknownSelfId = "0";

const service = "a group API";

const unknownUser = "10000";
const wrongPassword = "11001";
const unknownApps: ReadonlySet<string> = new Set(["40000", "40003"]);

/**
 * Signs in with name and password, or checks a pasted token by a read that needs one. `selfId`: who the account is, if
 * it is known already. Errors say in which `step` it failed.
 */
export async function signInToLanying(
  connection: LanyingConnection,
  credential: Credential,
  selfId: string | null,
  signal?: AbortSignal,
): Promise<Session> {
  try {
    return await inStep("sign_in", () =>
      credential.type === "token"
        ? checkToken(connection, credential, selfId, signal)
        : signInByPassword(connection, credential, signal),
    );
  } catch (cause) {
    const { server, code, message } = toAppError(cause);
    if (!unknownApps.has(server?.code ?? "")) throw cause;
    throw new AppError(code, message, { cause, server, step: "app" });
  }
}

/**
 * Each request counts towards locking an account, so there are as few as can be, and four at most: one for each way
 * that the name can be meant, until a server knows the person; and one more without the blanks around the password.
 */
async function signInByPassword(
  connection: LanyingConnection,
  credential: PasswordCredential,
  signal?: AbortSignal,
): Promise<Session> {
  const { user, password } = credential;
  const refused: { readonly way: SignInWay; readonly error: AppError }[] = [];

  async function attempt(way: SignInWay, tried: string): Promise<Session | null> {
    try {
      const session = await askForToken(connection.as(null, null), way, user, tried, signal);
      const accepted: PasswordCredential = { type: "password", user, password: tried, way };
      return { token: session.token, selfId: session.user_id, accepted };
    } catch (cause) {
      const error = asRefusal(cause);
      if (!isRefusal(error)) throw error;
      refused.push({ way, error });
      return null;
    }
  }

  for (const way of waysFor(credential)) {
    const session = await attempt(way, password);
    if (session !== null) return session;
    const code = refused.at(-1)?.error.server?.code;
    const isPersonKnown = code === wrongPassword || (way === credential.way && code !== unknownUser);
    if (isPersonKnown) break;
  }
  const trimmed = password.trim();
  const suspect = refused.findLast(
    ({ error }) => error.code === "refused" && error.server?.code !== unknownUser,
  );
  if (suspect && trimmed !== password && trimmed !== "") {
    const session = await attempt(suspect.way, trimmed);
    if (session !== null) return session;
  }
  throw (suspect ?? refused.find(({ error }) => error.code === "refused") ?? refused[0])?.error;
}

/** The way that worked before goes first. User names are never digits only and hold no `@`. */
function waysFor({ user, way }: PasswordCredential): readonly SignInWay[] {
  const possible: readonly SignInWay[] = user.includes("@")
    ? ["login", "name"]
    : /^\+?\d+$/.test(user)
      ? waysOfDigits.filter((one) => one !== "id" || /^\d{1,19}$/.test(user))
      : ["name"];
  return way === undefined ? possible : [...new Set([way, ...possible])];
}

/** Sent once: what was lost on the way may have counted as a wrong password. */
function askForToken(
  caller: EndpointCaller,
  way: SignInWay,
  user: string,
  password: string,
  signal?: AbortSignal,
) {
  const options = { signal, isSentOnce: true };
  const endpoints = lanyingSessionEndpoints;
  return proveCredential(service, () => {
    switch (way) {
      case "name":
        return caller.call(endpoints["/token/user"], { name: user, password }, options);
      case "mobile":
        return caller.call(endpoints["/token/user"], { mobile: user, password }, options);
      case "login":
        return caller.call(endpoints["/token/login"], { login_name: user, password }, options);
      case "id":
        return caller.call(endpoints["/token/id"], { user_id: user, password }, options);
    }
  });
}

/** The server looked at name and password and said no, or knows no such way to sign in. */
function isRefusal({ code, server }: AppError): boolean {
  return code === "refused" || code === "not_found" || (code === "bad_answer" && server?.code === "404");
}

/** There is no session yet that could have been lost: "signed out" is a refusal of name or password here. */
function asRefusal(cause: unknown): AppError {
  const error = toAppError(cause);
  if (error.code !== "signed_out") return error;
  return new AppError("refused", "the sign-in was refused", { cause, server: error.server });
}

async function checkToken(
  connection: LanyingConnection,
  credential: TokenCredential,
  knownSelfId: string | null,
  signal?: AbortSignal,
): Promise<Session> {
  const token = credential.token.trim();
  const claims = tokenClaims(token);
  const known = knownSelfId === unknownSelfId ? null : knownSelfId;
  const userId = claims.isAdmin ? (credential.userId ?? known) : null;
  if (claims.isAdmin && userId === null) {
    throw new AppError("invalid", "this is an administrator's token: it needs the id of the user to act for");
  }
  if (!claims.isAdmin && credential.userId !== undefined) {
    throw new AppError("invalid", "a user id goes with an administrator's token only");
  }
  const caller = connection.as(token, userId);
  await proveCredential(service, () => joinedGroupIds(caller, signal));
  const claimed = userId ?? claims.userId;
  if (claimed !== null) return { token, selfId: claimed };
  const told = await inStep(
    "read_account",
    async () =>
      (await profileId(caller, signal).catch(untold)) ?? (await inviteeId(caller, signal).catch(untold)),
  );
  return { token, selfId: told ?? unknownSelfId };
}

/** The token was found good: where single requests are refused all the same, only who we are is not told. */
function untold(cause: unknown): null {
  const codes = ["not_found", "refused", "bad_answer", "signed_out"];
  if (cause instanceof AppError && codes.includes(cause.code)) return null;
  throw cause;
}

/** Rejects on servers without that route. */
async function profileId(caller: EndpointCaller, signal?: AbortSignal): Promise<string | null> {
  return (await caller.call(lanyingSessionEndpoints["/user/profile"], {}, { signal })).user_id;
}

/** Whoever was invited to a group finds their own id in the invitation. */
async function inviteeId(caller: EndpointCaller, signal?: AbortSignal): Promise<string | null> {
  const endpoint = lanyingEndpoints["/group/invitation_list"];
  const invitations = await caller.call(endpoint, { limit: 1 }, { signal });
  return invitations[0]?.invitee_id ?? null;
}
