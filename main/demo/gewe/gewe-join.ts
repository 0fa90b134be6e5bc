import { GeweError } from "./gewe-error.ts";
import type { GeweRoom, GeweWorld } from "./gewe-world.ts";

function enter(world: GeweWorld, roomId: string): GeweRoom {
  const room = world.rooms.get(roomId);
  if (room === undefined) throw new GeweError("进群失败", "-1", "群不存在");
  if (!world.isIn(room)) room.members.push({ ...world.self, displayName: null });
  return room;
}

const page = (words: string) => `<!DOCTYPE html><html><body><p>${words}</p></body></html>`;

/** A code of a room we are in answers like a fresh join: only the member list tells the difference. */
export function joinByCode(world: GeweWorld, qrUrl: string): unknown {
  const failure = "扫码进群失败";
  const canonical = qrUrl
    .replace(/^http:/i, "https:")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
  if (!canonical.startsWith("https://weixin.qq.com/g/")) throw new GeweError(failure, "-4", "不是群二维码");
  const effect = world.joinEffects.get(canonical);
  if (effect === undefined) throw new GeweError(failure, "-1", "二维码已失效");
  switch (effect.kind) {
    case "fail":
      throw new GeweError(failure, effect.code, effect.message);
    case "page":
      return { chatroomName: effect.roomName, html: page(effect.words) };
    case "join": {
      const room = enter(world, effect.roomId);
      return { chatroomName: `${room.name}(${room.members.length})`, html: null, chatroomId: room.id };
    }
  }
}

/** The link must come exactly as it was in the invitation, its ticket still percent-encoded. */
export function agreeJoinRoom(world: GeweWorld, url: string): unknown {
  const failure = "同意进群失败";
  const effect = world.joinEffects.get(url);
  if (effect?.kind === "join") return { chatroomId: enter(world, effect.roomId).id };
  if (effect?.kind === "fail") throw new GeweError(failure, effect.code, effect.message);
  throw new GeweError(failure, "-1", "ticket invalid");
}
