import type { DemoSnapshot } from "../../main/demo/demo-snapshot.ts";
import type { DemoClient } from "../main/demo/demo-client.ts";
import type { Fields, groupIn, OperationWorld } from "./operation-world.ts";

/** People of the demo who can sign in; Zhou Hao confirms invitations. */
export const chen = "2302128619008";
export const wang = "2302128619136";
export const alice = "2302128619264";
export const emma = "2302128619776";
export const zhou = "2302128620160";

export interface Operation {
  /** Sets the stage and answers what to send. */
  readonly input: (stage: Stage) => Promise<Fields>;
  /** What the demo must hold afterwards, or where nothing changes, what must have been answered. */
  readonly check: (outcome: Outcome) => void;
}

export interface Outcome {
  readonly input: Fields;
  readonly answer: unknown;
  readonly before: DemoSnapshot;
  readonly after: DemoSnapshot;
  /** The group of the input, as it is afterwards. */
  readonly group: () => ReturnType<typeof groupIn>;
}

/** Ways to what an operation needs, each through the same command line. */
export function stageOf(world: OperationWorld) {
  const call = (path: string, input: Fields) => world.call("lanying", path, input);

  /** A new group of ours with Chen and Wang in it. */
  async function group(more: Fields = {}): Promise<Fields & { readonly group_id: unknown }> {
    const made = await call("/group/create", { name: "fresh", user_list: [chen, wang] });
    return { group_id: fieldOf(made, "group_id"), ...more };
  }

  return {
    call,
    wechat: (path: string, input: Fields) => world.call("wechat", path, input),
    demo: world.demo,
    group,
    as: (name: string): Promise<DemoClient> => world.person(name),

    async announcement() {
      const input = await group();
      const made = await call("/group/announcement/edit", { ...input, title: "old", content: "words" });
      return { ...input, announcement_id: fieldOf(made, "id") };
    },

    async file() {
      const input = await group();
      const url = "http://127.0.0.1/a";
      const made = await call("/group/file/upload", { ...input, name: "a.txt", size: 3, type: "", url });
      return { ...input, file_id: fieldOf(made, "file_id") };
    },

    /** Emma has applied. */
    async application() {
      const input = await group();
      const emmas = await world.person("emma");
      await emmas.call("/group/apply", { ...input, reason: "hello" });
      return input;
    },

    /** A group of Chen's that has us as a member. */
    async othersGroup(more: Fields = {}) {
      const chens = await world.person("chenjing");
      const { data } = await chens.call("/group/create", { name: "Chen's", user_list: [world.demo.userId] });
      return { group_id: String(fieldOf(data, "group_id")), ...more };
    },

    /** Chen's too; we are not in it. */
    async strangersGroup(approval: 0 | 1, more: Fields = {}) {
      const chens = await world.person("chenjing");
      const { data } = await chens.call("/group/create", { name: "Chen's own" });
      const group_id = String(fieldOf(data, "group_id"));
      await chens.call("/group/settings/require_admin_approval", { group_id, apply_approval: approval });
      return { group_id, ...more };
    },
  };
}

export type Stage = ReturnType<typeof stageOf>;

export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !(name in value)) throw new Error(`no ${name}`);
  return Reflect.get(value, name);
}
