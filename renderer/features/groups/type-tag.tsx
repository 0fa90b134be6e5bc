import type { Group } from "../../../shared/domain/group.ts";
import { useText } from "../../i18n.ts";

/** The words for each type, in `groups`. */
export const typeWords = {
  private: "privateGroup",
  public: "publicGroup",
  chatroom: "chatroom",
  temporary: "temporary",
} as const satisfies Record<NonNullable<Group["type"]>, string>;

/** Marks what acts otherwise than a plain group; nothing for those. */
export function TypeTag({ type }: Pick<Group, "type">) {
  const text = useText("groups");
  if (type !== "chatroom" && type !== "temporary") return null;
  return <span className="tag">{text(type === "chatroom" ? "chatroom" : "temporaryTag")}</span>;
}
