import type { JoinOutcome } from "../../../shared/domain/join.ts";
import type { ParsedCode } from "../../../shared/domain/qr-payload.ts";
import { type AppError, effectOf, saysNo, serverWords, toAppError } from "../../../shared/errors.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { JoinBackend, RemoteGroup } from "../backend.ts";
import type { CodePairs } from "./code-pairs.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import { joinedGroupIds } from "./joined-groups.ts";
import type { LanyingConnection } from "./lanying-connection.ts";
import { groupOfInfo } from "./lanying-groups.ts";

const alreadyMember = "20017";
/** Application, invitation or code no longer good. */
const expired = new Set(["20014", "20015", "20024", "20025"]);

interface JoinParts {
  readonly codes: CodePairs;
  readonly readBack: ReadBack;
}

/** Joins by the code's own key where it has one, otherwise by applying to the group it names. */
export function createLanyingJoin(
  { signedIn }: LanyingConnection,
  { codes, readBack }: JoinParts,
): JoinBackend {
  async function joinedIds(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    return new Set(await joinedGroupIds(signedIn, signal));
  }

  async function info(groupId: string | null, signal?: AbortSignal) {
    if (groupId === null) return null;
    try {
      const answer = await signedIn.call(lanyingEndpoints["/group/info"], { group_id: groupId }, { signal });
      return groupOfInfo(answer, null);
    } catch (cause) {
      if (saysNo(cause)) return null;
      throw cause;
    }
  }

  /** True when the server said yes, otherwise its words. */
  async function attempt(code: ParsedCode): Promise<true | string | null> {
    if (code.joinKey !== null) {
      const answer = await codes.invite(code.joinKey);
      return answer === false ? null : true;
    }
    const result = await signedIn.call(lanyingEndpoints["/group/apply"], { group_id: code.groupId ?? "" });
    return result?.result === "fail" ? (result.reason ?? null) : true;
  }

  /** What became of an attempt that was not refused: membership is read back, never assumed. */
  async function confirm(
    code: ParsedCode,
    before: ReadonlySet<string>,
    rule: RemoteGroup["joinRule"],
  ): Promise<JoinOutcome> {
    const addedTo = (ids: ReadonlySet<string>) => [...ids].filter((id) => !before.has(id));
    const isShown = (ids: ReadonlySet<string>) =>
      code.groupId === null ? addedTo(ids).length > 0 : ids.has(code.groupId);
    // A key may let in at once whatever the rule; who has applied where an admin decides has to wait anyway.
    const after = awaitsAdmin(code, rule) ? await joinedIds() : await readBack(() => joinedIds(), isShown);
    const added = addedTo(after);
    const groupId = code.groupId ?? (added.length === 1 ? (added[0] ?? null) : null);
    const group = await info(groupId);
    const isIn = groupId !== null && after.has(groupId);
    const outcome = isIn ? "joined" : group?.joinRule === "approval" ? "pending_approval" : "unconfirmed";
    return { outcome, groupId, groupName: group?.name || null, message: null };
  }

  return {
    canJoin: (code) => code.kind === "lanying_group" && (code.joinKey !== null || code.groupId !== null),

    async preview(code, signal) {
      const group = await info(code.groupId, signal);
      return group && { groupId: group.id, groupName: group.name || null, memberCount: group.memberCount };
    },

    async join(code) {
      const { groupId } = code;
      const before = await joinedIds();
      const group = await info(groupId);
      const base = { groupId, groupName: group?.name || null };
      if (groupId !== null && before.has(groupId)) {
        return { outcome: "already_member", ...base, message: null };
      }
      let message: string | null = null;
      try {
        const said = await attempt(code);
        if (said !== true) return { outcome: "refused", ...base, message: said };
      } catch (cause) {
        const error = toAppError(cause);
        if (effectOf(error) !== "unknown") return { ...refusedOutcome(error), ...base };
        message = error.server ? serverWords(error.server) : null;
      }
      try {
        const confirmed = await confirm(code, before, group?.joinRule ?? null);
        return confirmed.outcome === "unconfirmed" ? { ...confirmed, message } : confirmed;
      } catch {
        // The attempt was made and must not look as if it were not: what cannot be read back is unconfirmed.
        return { outcome: "unconfirmed", ...base, message };
      }
    },
  };
}

function awaitsAdmin({ joinKey }: ParsedCode, rule: RemoteGroup["joinRule"]): boolean {
  return joinKey === null && rule === "approval";
}

function refusedOutcome(error: AppError): Pick<JoinOutcome, "outcome" | "message"> {
  // A no is an answer to the attempt, anything else a failure to make it.
  if (!saysNo(error) || error.server === undefined) throw error;
  const { code, message } = error.server;
  const outcome = code === alreadyMember ? "already_member" : expired.has(code) ? "expired" : "refused";
  return { outcome, message: message || code };
}
