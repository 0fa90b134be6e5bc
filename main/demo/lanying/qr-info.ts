import { createHmac, timingSafeEqual } from "node:crypto";
import { BusinessError } from "../state/business-error.ts";

const key = "demo-qr-signing-key";

function sign(body: string): Buffer {
  return createHmac("sha256", key).update(body).digest().subarray(0, 12);
}

/** The opaque `qr_info` of a group; times are ms since epoch. */
export function writeQrInfo(groupId: string, inviterId: string, expiresAt: number): string {
  const body = Buffer.from(`${groupId} ${inviterId} ${expiresAt}`);
  return Buffer.concat([sign(body.toString()), body]).toString("base64url");
}

/** Throws 20024 for a text that we did not write, 20025 for one that has run out. */
export function readQrInfo(qrInfo: string, now: number): { groupId: string; inviterId: string } {
  const bytes = Buffer.from(qrInfo, "base64url");
  const body = bytes.subarray(12).toString();
  const [groupId, inviterId, expiresAt] = body.split(" ");
  if (bytes.length < 13 || !timingSafeEqual(bytes.subarray(0, 12), sign(body)))
    throw new BusinessError(20024);
  if (groupId === undefined || inviterId === undefined) throw new BusinessError(20024);
  if (Number(expiresAt) <= now) throw new BusinessError(20025);
  return { groupId, inviterId };
}

/** Which group a `qr_info` is of, good or run out. */
export function groupOfQrInfo(qrInfo: string): string {
  return readQrInfo(qrInfo, Number.NEGATIVE_INFINITY).groupId;
}

/** The text inside a group's QR picture, as the phone apps write it. */
export function qrText(groupId: string, qrInfo: string): string {
  return JSON.stringify({ source: "app", action: "group", info: { group_id: groupId, info: qrInfo } });
}
