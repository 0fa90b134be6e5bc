import { AppError } from "../../../shared/errors.ts";
import type { DeviceBackend, DeviceProgress } from "../backend.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";

/** Making a device takes the service long. */
const codeTimeoutMs = 60_000;

/** What the service says when a code is no longer asked about, and when the last look already told of the success. */
const hints = {
  done: /已登录成功|请勿重复/,
  cancelled: /取消|拒绝登录/,
  expired: /过期|失效|检测登录失败|uuid不存在|expired/i,
} as const;

/** The devices of a gateway's token, named in each request. `caller` must not take what it hears for the account's own. */
export function createGeweDevice(caller: EndpointCaller): DeviceBackend {
  return {
    isOnline: (appId, signal) => caller.call(geweEndpoints["/login/checkOnline"], { appId }, { signal }),

    async person(appId, signal) {
      const { wxid } = await caller.call(geweEndpoints["/personal/getProfile"], { appId }, { signal });
      const brief = geweEndpoints["/contacts/getBriefInfo"];
      // The gateway may know the profile by heart: whether WeChat is there, only WeChat can say.
      await caller.call(brief, { appId, wxids: [wxid] }, { signal }).catch((cause: unknown) => {
        if (!(cause instanceof AppError) || cause.code !== "refused") throw cause;
      });
      return wxid;
    },

    async reconnect(appId) {
      await caller.call(geweEndpoints["/login/reconnection"], { appId });
    },

    async signOut(appId) {
      await caller.call(geweEndpoints["/login/logout"], { appId });
    },

    async code(appId, { type, regionId }, signal) {
      const endpoint = geweEndpoints["/login/getLoginQrCode"];
      const input = { appId: appId ?? "", type, regionId };
      const answer = await caller.call(endpoint, input, { signal, timeoutMs: codeTimeoutMs });
      const picture = answer.qrImgBase64 ?? null;
      const text = answer.qrData || null;
      const isPicture =
        picture !== null && /^data:image\/(?:png|jpe?g);base64,[A-Za-z0-9+/=]+$/.test(picture);
      if (text === null && !isPicture) throw new AppError("bad_answer", `${endpoint.path}: there is no code`);
      return { deviceId: answer.appId, uuid: answer.uuid, text, picture: isPicture ? picture : null };
    },

    async look({ deviceId: appId, uuid }, { number, signal }) {
      const endpoint = geweEndpoints["/login/checkLogin"];
      // Where WeChat wants a check, the person makes it, not the service in their place.
      const input = { appId, uuid, autoSliding: false, ...(number !== null && { captchCode: number }) };
      try {
        return progressOf(await caller.call(endpoint, input, { signal }));
      } catch (cause) {
        if (!(cause instanceof AppError) || cause.server === undefined || !told.has(cause.code)) throw cause;
        return progressOfWords(cause.server.message);
      }
    },
  };
}

const told = new Set(["refused", "device_offline"]);

type LoginState = EndpointAnswer<(typeof geweEndpoints)["/login/checkLogin"]>;

function progressOf(state: LoginState): DeviceProgress {
  const person = state?.loginInfo?.nickName || state?.nickName || null;
  const secondsLeft = state?.expiredTime ?? null;
  const wxid = state?.loginInfo?.wxid;
  if (state?.url && (state.status ?? 0) < 2) return { step: "check", url: state.url };
  switch (state?.status) {
    case 2:
      return wxid ? { step: "signed_in", wxid, person } : { step: "nobody", person };
    case 4:
      return { step: "cancelled", person };
    case 1:
      return { step: "scanned", person, secondsLeft };
    default:
      return { step: "waiting", secondsLeft };
  }
}

function progressOfWords(words: string): DeviceProgress {
  if (hints.done.test(words)) return { step: "signed_in", wxid: null, person: null };
  if (hints.cancelled.test(words)) return { step: "cancelled", person: null };
  if (hints.expired.test(words)) return { step: "expired", words };
  return { step: "refused", words };
}
