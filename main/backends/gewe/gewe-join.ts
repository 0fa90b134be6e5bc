import type { JoinOutcome } from "../../../shared/domain/join.ts";
import type { ParsedCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import type { JoinBackend } from "../backend.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";
import { withoutCount } from "./gewe-groups.ts";

/**
 * Hints in the server's words: what it answers to a bad code is not documented, so these decide only between kinds of
 * no, and the words are always shown as they are.
 */
const hints = {
  expired: /过期|失效|expired|invalid (qr|code|ticket)|(qr|code|ticket) (is )?invalid/i,
  pending: /等待群主|群主确认|申请已提交|已申请|等待.{0,6}(确认|验证|审核)|pending|approval/i,
  already: /已在群|已经在群|已是群成员|already (a member|in)/i,
} as const;

interface Said {
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** A page instead of a yes: WeChat wants something more from the person. */
  readonly html: string | null;
}

/** Joins by a group's code or by an invitation card's link, each passed on exactly as it was read. */
export function createGeweJoin(caller: EndpointCaller, appId: string): JoinBackend {
  async function attempt(code: ParsedCode, url: string): Promise<Said> {
    if (code.kind === "wechat_invite") {
      const said = await caller.call(geweEndpoints["/group/agreeJoinRoom"], { appId, url });
      return { groupId: said?.chatroomId || null, groupName: null, html: null };
    }
    const said = await caller.call(geweEndpoints["/group/joinRoomUsingQRCode"], { appId, qrUrl: url });
    return {
      groupId: said?.chatroomId || null,
      groupName: said?.chatroomName ? withoutCount(said.chatroomName) : null,
      html: said?.html || null,
    };
  }

  /** A yes is not proof: we are in when the group lists us. */
  async function confirm(said: Said, selfId: string): Promise<JoinOutcome> {
    const { groupId, groupName, html } = said;
    const message = html === null ? null : textOfPage(html);
    const outcome = hints.pending.test(message ?? "") ? "pending_approval" : "unconfirmed";
    if (groupId === null) return { outcome, groupId, groupName, message };
    try {
      const info = await caller.call(geweEndpoints["/group/getChatroomInfo"], { appId, chatroomId: groupId });
      const isIn = info.memberList?.some((member) => member.wxid === selfId) ?? false;
      const name = groupName ?? (info.nickName || null);
      return { outcome: isIn ? "joined" : outcome, groupId, groupName: name, message };
    } catch {
      // The attempt was made and must not look as if it were not: what cannot be read back is unconfirmed.
      return { outcome, groupId, groupName, message };
    }
  }

  return {
    canJoin: (code) =>
      (code.kind === "wechat_group" || code.kind === "wechat_invite") && code.joinKey !== null,

    /** The service tells nothing of a group before we are in it. */
    preview: () => Promise.resolve(null),

    async join(code, selfId) {
      if (code.joinKey === null) throw new AppError("invalid", "this code cannot be joined");
      const nowhere = { groupId: null, groupName: null };
      try {
        return await confirm(await attempt(code, code.joinKey), selfId);
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        if (cause.code === "outcome_unknown") return { outcome: "unconfirmed", ...nowhere, message: null };
        if (cause.code !== "refused" || cause.server === undefined) throw cause;
        const message = cause.server.message || cause.server.code;
        return { outcome: outcomeOfWords(message), ...nowhere, message };
      }
    },
  };
}

function outcomeOfWords(words: string): JoinOutcome["outcome"] {
  if (hints.expired.test(words)) return "expired";
  if (hints.pending.test(words)) return "pending_approval";
  return hints.already.test(words) ? "already_member" : "refused";
}

/** What a page says to a person, for showing as plain text. */
function textOfPage(html: string): string | null {
  const text = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? null : text.slice(0, 300);
}
