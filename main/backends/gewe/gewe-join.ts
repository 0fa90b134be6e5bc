import type { JoinOutcome } from "../../../shared/domain/join.ts";
import type { ParsedCode } from "../../../shared/domain/qr-payload.ts";
import { AppError, effectOf } from "../../../shared/errors.ts";
import { ifTold } from "../../platform/if-told.ts";
import type { JoinBackend } from "../backend.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { geweEndpoints } from "./endpoints.ts";
import { withoutCount } from "./gewe-groups.ts";

/**
 * Hints in the server's words: what it answers to a bad code is not documented, so these decide only between kinds of
 * no, and the words are always shown as they are.
 */
const hints = {
  full: /(?:超过|满)\s*\d+\s*人|人数(?:较多|已满|已达|超)|群(?:聊)?已满|只可通过邀请|is full/i,
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

  /**
   * A yes is not proof: we are in when the group lists us. On some accounts it lists nobody at all; that it tells of the
   * group then is as much as can be read back.
   */
  async function confirm(said: Said, selfId: string): Promise<JoinOutcome> {
    const { groupId, html } = said;
    const message = html === null ? null : textOfPage(html);
    // Without a group, what stands on the page is the answer.
    if (groupId === null) return { ...outcomeOfPage(message), groupId, groupName: said.groupName, message };
    const otherwise = hints.pending.test(message ?? "") ? "pending_approval" : "unconfirmed";
    try {
      const info = await caller.call(geweEndpoints["/group/getChatroomInfo"], { appId, chatroomId: groupId });
      const groupName = said.groupName ?? (info.nickName || null);
      const members = info.memberList ?? [];
      if (members.some(({ wxid }) => wxid === selfId))
        return { outcome: "joined", groupId, groupName, message };
      if (members.length === 0 && html === null) {
        return { outcome: "joined", hint: "members_not_listed", groupId, groupName, message };
      }
      return { outcome: otherwise, groupId, groupName, message };
    } catch {
      // The attempt was made and must not look as if it were not: what cannot be read back is unconfirmed.
      return { outcome: otherwise, groupId, groupName: said.groupName, message };
    }
  }

  return {
    canJoin: (code) =>
      (code.kind === "wechat_group" || code.kind === "wechat_invite") && code.joinKey !== null,

    async isIn(groupId, selfId) {
      const asked = caller.call(geweEndpoints["/group/getChatroomInfo"], { appId, chatroomId: groupId });
      const info = await ifTold(asked, null);
      return info?.memberList?.some(({ wxid }) => wxid === selfId) ?? false;
    },

    /** The service tells nothing of a group before we are in it. */
    preview: () => Promise.resolve(null),

    async join(code, selfId) {
      if (code.joinKey === null) throw new AppError("invalid", "this code cannot be joined");
      const nowhere = { groupId: null, groupName: null };
      try {
        return await confirm(await attempt(code, code.joinKey), selfId);
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        // It was sent: an answer that was lost, or that cannot be read, does not say that nothing came of it.
        if (effectOf(cause) === "unknown") {
          return { outcome: "unconfirmed", ...nowhere, message: cause.server?.message || null };
        }
        if (cause.code !== "refused" || cause.server === undefined) throw cause;
        const message = cause.server.message || cause.server.code;
        return { ...outcomeOfWords(message), ...nowhere, message };
      }
    },
  };
}

type Told = Pick<JoinOutcome, "outcome" | "hint">;

function outcomeOfWords(words: string): Told {
  if (hints.full.test(words)) return { outcome: "refused", hint: "full" };
  if (hints.expired.test(words)) return { outcome: "expired" };
  if (hints.pending.test(words)) return { outcome: "pending_approval" };
  return { outcome: hints.already.test(words) ? "already_member" : "refused" };
}

/** A page that says nothing we know may have been a yes. */
function outcomeOfPage(words: string | null): Told {
  const told = words === null ? null : outcomeOfWords(words);
  const isNo = told !== null && (told.outcome !== "refused" || told.hint !== undefined);
  return isNo ? told : { outcome: "unconfirmed" };
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
