import type { Credential } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Session } from "../backend.ts";
import { proveCredential } from "../prove-credential.ts";
import { geweEndpoints } from "./endpoints.ts";
import type { GeweConnection } from "./gewe-connection.ts";

/** Checks a token and a device: the device must be online, and its profile tells who we are. */
export async function signInToGewe(
  connection: GeweConnection,
  appId: string,
  credential: Credential,
  signal?: AbortSignal,
): Promise<Session> {
  if (credential.type !== "token") {
    throw new AppError("unsupported", "this service is signed in to with a token");
  }
  const token = credential.token.trim();
  const caller = connection.as(token);
  const isOnline = await proveCredential("a GeWe gateway", () =>
    caller.call(geweEndpoints["/login/checkOnline"], { appId }, { signal }),
  );
  if (!isOnline) {
    const server = { code: "offline", message: "the WeChat account of this device is not online" };
    throw new AppError(
      "refused",
      "the device is not online: sign in to WeChat in the service's console first",
      {
        server,
      },
    );
  }
  const profile = await caller.call(geweEndpoints["/personal/getProfile"], { appId }, { signal });
  return { token, selfId: profile.wxid };
}
