import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import type { Reply } from "../../../shared/ipc/contract.ts";
import { type Answers, ok, refused } from "./fake-main.ts";
import { groups } from "./fake-world.ts";

interface Input {
  readonly accountId?: string;
  readonly groupId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly extension?: string;
  readonly minutes?: number;
  readonly changes?: Partial<GroupSettings>;
  readonly typedName?: string;
  readonly base64?: string;
  readonly reason?: string;
}

const publicGroup = (id: string, name: string, memberCount: number | null) => ({
  ...{ id, name, memberCount },
  ...{ joinRule: "approval", isMember: false },
});
const entered = (groupId: string | undefined) => ({ groupId, groupName: null, message: null });

/** Settings of every group of the fake world, changed as asked; its code, and groups that anyone may see. */
export function fakeAdministration(emit: (name: string, payload: unknown) => void): Answers {
  const kept = new Map<string, GroupSettings>();

  function settingsOf({ groupId = "" }: Input): GroupSettings {
    const settings = kept.get(groupId) ?? {
      allowsMemberInvites: true,
      allowsMemberEdits: false,
      hidesMemberInfo: false,
      hasReadReceipts: false,
      showsHistory: true,
      joinRule: "approval",
      muteMode: "none",
      pushMode: "all",
      mutedUntil: null,
      description: "",
      extension: '{"theme":"green","owner":9007199254740993,"tags":["books"]}',
    };
    kept.set(groupId, settings);
    return settings;
  }

  function change(input: Input, changes: Partial<GroupSettings>): Reply {
    const settings = { ...settingsOf(input), ...changes };
    kept.set(input.groupId ?? "", settings);
    return ok(settings);
  }

  function changeGroup({ groupId, accountId }: Input, changes: object): Reply {
    const group = groups.find(({ id }) => id === groupId);
    if (group) Object.assign(group, changes);
    queueMicrotask(() => emit("groups.changed", { accountId }));
    return ok();
  }

  return {
    "groups.settings": (input: Input) => ok(settingsOf(input)),
    "groups.changeSettings": (input: Input) =>
      input.changes?.showsHistory === false
        ? refused("20012", "需要管理员权限")
        : change(input, input.changes ?? {}),
    "groups.muteAll": (input: Input) => {
      const minutes = input.minutes ?? 0;
      const mutedUntil = minutes === 0 ? null : minutes < 0 ? -1 : Date.now() + minutes * 60_000;
      return change(input, { mutedUntil });
    },
    "groups.setCard": () => ok(),
    "groups.setExtension": (input: Input) => {
      change(input, { extension: input.extension ?? "" });
      return ok();
    },
    "groups.rename": (input: Input) =>
      input.name === "refused"
        ? refused("10002", "名称含有敏感词")
        : changeGroup(input, { name: input.name }),
    "groups.describe": (input: Input) => changeGroup(input, { description: input.description }),
    "groups.setAvatar": () => ok(),
    "groups.leave": () => refused("20004", "群主不能退群"),
    "groups.transfer": () => ok(),
    "groups.destroy": () => ok(),
    "groups.create": ({ name = "" }: Input) => ok({ group: { ...groups[0], id: "77", name }, problem: null }),
    "groups.public": () =>
      ok([
        ...groups
          .slice(0, 1)
          .map(({ id, name, memberCount }) => ({ ...publicGroup(id, name, memberCount), isMember: true })),
        publicGroup("8801", "城市骑行", 214),
        { ...publicGroup("8802", "摄影交流（欢迎新人）", 1200), joinRule: "open" },
        { ...publicGroup("8803", "物业业主群", 86), joinRule: "closed" },
      ]),
    "groups.apply": ({ groupId, reason = "" }: Input) =>
      ok(
        reason === "refused"
          ? { ...entered(groupId), outcome: "refused", message: "群已满 (20010)" }
          : { ...entered(groupId), outcome: groupId === "8802" ? "joined" : "pending_approval" },
      ),
    "groups.code": () => ok(codeOf(Date.now())),
  };
}

/** A code that was made at that time and holds for a week. */
function codeOf(createdAt: number) {
  const info = { group_id: "42", info: "Zm9v".repeat(20) };
  const text = JSON.stringify({ source: "app", action: "group", info });
  return { text, createdAt, expiresAt: createdAt + 7 * 86_400_000 };
}
