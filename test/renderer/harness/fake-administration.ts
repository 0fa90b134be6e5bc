import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import type { Reply } from "../../../shared/ipc/contract.ts";
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
}

type Answers = Record<string, (input: Input) => Reply | Promise<Reply>>;

const ok = (value?: unknown): Reply => ({ ok: true, value });
const refused = (code: string, message: string): Reply => ({
  ok: false,
  code: "refused",
  message,
  server: { code, message },
});

/** Settings of every group of the fake world, changed as asked; what was sent is on `window.sent`. */
export function fakeAdministration(emit: (name: string, payload: unknown) => void): Answers {
  const kept = new Map<string, GroupSettings>();
  const sent: { name: string; input: Input }[] = [];
  Object.assign(window, { sent });

  function settingsOf({ groupId = "" }: Input): GroupSettings {
    const settings = kept.get(groupId) ?? {
      allowsMemberInvites: true,
      allowsMemberEdits: false,
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

  const answers: Answers = {
    "groups.settings": (input) => ok(settingsOf(input)),
    "groups.changeSettings": (input) =>
      input.changes?.showsHistory === false
        ? refused("20012", "需要管理员权限")
        : change(input, input.changes ?? {}),
    "groups.muteAll": (input) => {
      const minutes = input.minutes ?? 0;
      const mutedUntil = minutes === 0 ? null : minutes < 0 ? -1 : Date.now() + minutes * 60_000;
      return change(input, { mutedUntil });
    },
    "groups.setCard": () => ok(),
    "groups.setExtension": (input) => {
      change(input, { extension: input.extension ?? "" });
      return ok();
    },
    "groups.rename": (input) =>
      input.name === "refused"
        ? refused("10002", "名称含有敏感词")
        : changeGroup(input, { name: input.name }),
    "groups.describe": (input) => changeGroup(input, { description: input.description }),
    "groups.setAvatar": () => ok(),
    "groups.leave": () => refused("20004", "群主不能退群"),
    "groups.transfer": () => ok(),
    "groups.destroy": () => ok(),
    "groups.create": ({ name = "" }) => ok({ group: { ...groups[0], id: "77", name }, problem: null }),
    "groups.public": () =>
      ok(groups.slice(0, 3).map(({ id, name, memberCount }) => ({ id, name, memberCount }))),
    "shell.pickFiles": () =>
      ok([{ handle: "00000000-0000-4000-8000-0000000000f1", name: "hill.png", size: 900, isFolder: false }]),
    "shell.readImage": () => ok({ base64: drawnPicture() }),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (input: Input) => {
        sent.push({ name, input });
        return answer(input);
      },
    ]),
  );
}

/** A landscape of 400 × 300 with a different colour on each side. */
function drawnPicture(): string {
  const canvas = document.createElement("canvas");
  canvas.width = 400;
  canvas.height = 300;
  const context = canvas.getContext("2d");
  for (const [index, colour] of ["#d33", "#3a3", "#33d", "#dd3"].entries()) {
    if (!context) break;
    context.fillStyle = colour;
    context.fillRect(index * 100, 0, 100, 300);
  }
  return canvas.toDataURL("image/png").replace(/^[^,]*,/, "");
}
