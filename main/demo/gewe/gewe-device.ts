import { qrPng } from "../../platform/qr-picture.ts";
import { demoGeweAppId } from "../demo-credentials.ts";
import { GeweError } from "./gewe-error.ts";
import type { GewePerson, GeweWorld } from "./gewe-world.ts";

/** What the person with the phone does with the code on the screen. */
export type PhoneAct = "scan" | "confirm" | "cancel" | "other_person" | "nobody" | "check";

/** One virtual device of the gateway: who is signed in on it, and what becomes of its last code. */
export class GeweDevice {
  readonly appId: string;
  person: GewePerson | null;
  /** checkOnline says so although WeChat dropped the device, until it is signed out. */
  isStuck = false;
  code: { readonly uuid: string; readonly endsAt: number; act: PhoneAct | "expire" | null } | null = null;

  constructor(appId: string, person: GewePerson | null) {
    this.appId = appId;
    this.person = person;
  }
}

const codeMs = 150_000;
const otherPerson: GewePerson = { wxid: "wxid_somebodyelse01", nickName: "陈默", alias: null };

export function deviceOf(world: GeweWorld, appId: string): GeweDevice {
  const device = world.devices.get(appId);
  if (device === undefined) throw new GeweError("操作失败", "-1", "[appId]设备不存在");
  return device;
}

export function loginCode(world: GeweWorld, appId: string, type: string) {
  const failure = "获取二维码失败";
  if (type !== "ipad" && type !== "mac") throw new GeweError(failure, "-1", "type错误");
  const device = appId === "" ? newDevice(world) : deviceOf(world, appId);
  if (device.isStuck || device.person !== null) throw new GeweError(failure, "-1", "当前账号已在线");
  world.codes += 1;
  const uuid = `demo${String(world.codes).padStart(4, "0")}QunzhuLogin`;
  device.code = { uuid, endsAt: world.now() + codeMs, act: null };
  const qrData = `http://weixin.qq.com/x/${uuid}`;
  const qrImgBase64 = `data:image/png;base64,${qrPng(qrData, 4).toString("base64")}`;
  return { appId: device.appId, uuid, qrData, qrImgBase64 };
}

function newDevice(world: GeweWorld): GeweDevice {
  const appId = demoGeweAppId.replace(/\d+$/, String(world.devices.size + 1).padStart(7, "0"));
  const device = new GeweDevice(appId, null);
  world.devices.set(appId, device);
  return device;
}

/** Where a check on the phone would be explained; nothing is there. */
const checkUrl = "http://127.0.0.1:9/gewe-demo/check-on-the-phone";

export function checkLogin(world: GeweWorld, device: GeweDevice, uuid: string) {
  const failure = "检测登录失败";
  const { code } = device;
  if (code === null || code.uuid !== uuid) throw new GeweError(failure, "-1", "uuid不存在");
  if (device.person !== null) throw new GeweError("已登录成功，请勿重复操作", "0", "");
  if (code.act === "expire" || world.now() > code.endsAt) throw new GeweError(failure, "-1", "二维码已失效");
  if (code.act === "check") return { url: checkUrl };
  const person = code.act === "other_person" ? otherPerson : world.self;
  const rest = {
    uuid,
    headImgUrl: null,
    nickName: code.act === null ? null : person.nickName,
    expiredTime: Math.round((code.endsAt - world.now()) / 1000),
    loginInfo: null,
  };
  switch (code.act) {
    case null:
      return { ...rest, status: 0 };
    case "scan":
      return { ...rest, status: 1 };
    case "cancel":
      return { ...rest, status: 4 };
    case "nobody":
      return { ...rest, status: 2 };
    default: {
      device.person = person;
      const { wxid, nickName, alias } = person;
      return { ...rest, status: 2, loginInfo: { uin: 1042679843, wxid, nickName, mobile: null, alias } };
    }
  }
}

export function reconnect(world: GeweWorld, device: GeweDevice): void {
  if (device.person !== null || device.isStuck) {
    throw new GeweError("断线重连异常 e=当前账号状态正常，无需重连", "-1", "");
  }
  if (!world.canReconnect) throw new GeweError("断线重连失败", "-1", "请重新扫码登录");
  device.person = world.self;
}

export function logOut(device: GeweDevice): void {
  device.person = null;
  device.isStuck = false;
}
