import type { Credential } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Session } from "../backend.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { proveCredential } from "../prove-credential.ts";
import { lanyingEndpoints, lanyingSessionEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { userIdOfToken } from "./token-claims.ts";

/** Our own id where a pasted token and the server both keep it to themselves. Nobody has it. */
export const unknownSelfId = "0";

const service = "a group API";

/** User names are never digits only and hold no `@`: what looks like a number or a mail address is a login name. */
const loginName = /^\+?\d+$|@/;

/** Signs in with name and password, or checks a pasted token by a read that needs one. */
export async function signInToLanying(
  connection: LanyingConnection,
  credential: Credential,
  signal?: AbortSignal,
): Promise<Session> {
  if (credential.type === "token") return await checkToken(connection, credential.token.trim(), signal);
  const { user, password } = credential;
  const caller = connection.as(null);
  try {
    const session = await proveCredential(service, () =>
      loginName.test(user)
        ? caller.call(lanyingSessionEndpoints["/token/login"], { login_name: user, password }, { signal })
        : caller.call(lanyingSessionEndpoints["/token/user"], { name: user, password }, { signal }),
    );
    return { token: session.token, selfId: session.user_id };
  } catch (cause) {
    // There is no session yet that could have been lost: this is a refusal of name or password.
    if (cause instanceof AppError && cause.code === "signed_out") {
      throw new AppError("refused", "the sign-in was refused", { cause, server: cause.server });
    }
    throw cause;
  }
}

async function checkToken(
  connection: LanyingConnection,
  token: string,
  signal?: AbortSignal,
): Promise<Session> {
  const caller = connection.as(token);
  await proveCredential(service, () => joinedGroupIds(caller, signal));
  const claimed = userIdOfToken(token);
  if (claimed !== null) return { token, selfId: claimed };
  const told =
    (await profileId(caller, signal).catch(untold)) ?? (await inviteeId(caller, signal).catch(untold));
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
