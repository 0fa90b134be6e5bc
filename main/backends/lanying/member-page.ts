import { AppError } from "../../../shared/errors.ts";
import type { RemoteMember } from "../backend.ts";
import { badAnswer } from "../endpoint-caller.ts";
import { timeToMs } from "../wire-fields.ts";
import { member } from "./endpoints/answers.ts";

const path = "/group/member_list";

/**
 * The people of one page. Reads the plain case by hand, which is many times faster than the schema and matters for
 * groups of 100,000; whatever is not plain goes through the schema, and a test holds the two to the same result.
 */
export function readMemberPage(data: unknown): readonly RemoteMember[] {
  if (data === null || data === undefined) return [];
  if (!Array.isArray(data)) throw new AppError("bad_answer", `${path}: unexpected data (invalid_type)`);
  return data.map(readMember);
}

function readMember(item: unknown, index: number): RemoteMember {
  if (typeof item === "object" && item !== null) {
    const { user_id: id, display_name: name, join_time: joined } = item as Record<string, unknown>;
    const isPlain =
      typeof id === "number" &&
      Number.isSafeInteger(id) &&
      (name === undefined || typeof name === "string") &&
      (joined === undefined || (typeof joined === "number" && Number.isFinite(joined)));
    if (isPlain) {
      return { id: String(id), name: name ?? "", joinedAt: joined === undefined ? null : joinedAt(joined) };
    }
  }
  return readMemberBySchema(item, index);
}

/** The same by the schema. */
export function readMemberBySchema(item: unknown, index: number): RemoteMember {
  const parsed = member.safeParse(item);
  if (!parsed.success) throw badAnswer(path, parsed.error, ["data", index]);
  const { user_id: id, display_name: name, join_time: joined } = parsed.data;
  return { id, name: name ?? "", joinedAt: joined && joined > 0 ? joined : null };
}

function joinedAt(value: number): number | null {
  const ms = timeToMs(value);
  return ms === null || ms <= 0 ? null : ms;
}
