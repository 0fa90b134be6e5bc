import type { Credential } from "../../../shared/domain/account.ts";
import { geweToken } from "../../../shared/domain/gewe-account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Session } from "../backend.ts";
import { proveCredential } from "../prove-credential.ts";
import { geweEndpoints } from "./endpoints.ts";
import type { GeweConnection } from "./gewe-connection.ts";

/**
 * Checks a token and a device; the device's profile tells who we are. Throws AppError("device_offline") where the token
 * is good and the device is known, but WeChat is not signed in on it; "not_found" where the device is not known.
 */
export async function signInToGewe(
  connection: GeweConnection,
  appId: string,
  credential: Credential,
  signal?: AbortSignal,
): Promise<Session> {
  if (credential.type !== "token") {
    throw new AppError("unsupported", "this service is signed in to with a token");
  }
  const token = geweToken(credential.token);
  if (token === null)
    throw new AppError("invalid", "this is no token: it has spaces or other odd characters");
  const caller = connection.as(token);
  const ask = <T>(asked: Promise<T>) =>
    asked.catch((cause: unknown) => Promise.reject(ofUnknownDevice(cause)));
  const isOnline = await proveCredential("a GeWe gateway", () =>
    ask(caller.call(geweEndpoints["/login/checkOnline"], { appId }, { signal })),
  );
  if (isOnline === false) {
    throw new AppError("device_offline", "WeChat is not signed in on this device");
  }
  const { wxid } = await ask(caller.call(geweEndpoints["/personal/getProfile"], { appId }, { signal }));
  return { token, selfId: wxid };
}

/** Said of a device that never was; in the middle of things the same is said of one that was dropped. */
function ofUnknownDevice(cause: unknown): unknown {
  if (!(cause instanceof AppError) || !cause.server?.message.includes("设备不存在")) return cause;
  const { server } = cause;
  return new AppError("not_found", "the gateway knows no such device with this token", { cause, server });
}
