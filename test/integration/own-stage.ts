import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GewePath } from "../../main/backends/gewe/endpoints.ts";
import type { LanyingFurtherPath, LanyingPath } from "../../main/backends/lanying/endpoints.ts";
import type { DemoSnapshot } from "../../main/demo/demo-snapshot.ts";
import { chen, fieldOf, wang } from "./operation-stage.ts";
import type { groupIn, OperationWorld } from "./operation-world.ts";

export interface OwnCommand {
  /** The operations of the servers that it reaches. */
  readonly reaches: readonly (LanyingPath | LanyingFurtherPath | GewePath)[];
  /** Sets the stage, runs the command, and answers its value and the group it is about. */
  readonly run: (stage: OwnStage) => Promise<{ readonly value?: unknown; readonly groupId?: string }>;
  readonly check: (ended: Ended) => void;
}

export interface Ended {
  readonly value: unknown;
  readonly demo: DemoSnapshot;
  /** The group it was about, as the demo has it now. */
  readonly group: () => ReturnType<typeof groupIn>;
}

export type OwnStage = ReturnType<typeof ownStageOf>;

/** Who is in each fresh group. */
export const people = `${chen},${wang}`;

/** What a command needs to be there before, made by commands too. */
export function ownStageOf(world: OperationWorld) {
  const lanying = (...words: string[]) => world.run([...words, "--account", "lanying"]);
  return {
    ...world,
    lanying,
    wechat: (...words: string[]) => world.run([...words, "--account", "wechat"]),

    /** A group of ours with Chen and Wang in it. */
    async fresh(): Promise<string> {
      const made = await lanying("groups", "create", "--name", "fresh", "--users", people);
      return String(fieldOf(made, "groupId"));
    },

    file(name: string, bytes: string | Uint8Array): string {
      const path = join(world.folder, name);
      writeFileSync(path, bytes);
      return path;
    },

    /** Somebody else's group, open or not, without us. */
    async strangers(approval: 0 | 1): Promise<string> {
      const chens = await world.person("chenjing");
      const { data } = await chens.call("/group/create", { name: "Chen's own" });
      const group_id = String(fieldOf(data, "group_id"));
      await chens.call("/group/settings/require_admin_approval", { group_id, apply_approval: approval });
      return group_id;
    },

    /** Emma has applied to a group of ours. */
    async applied(): Promise<string> {
      const group_id = await this.fresh();
      await (await world.person("emma")).call("/group/apply", { group_id, reason: "hello" });
      return group_id;
    },
  };
}

/** One command about a fresh group of ours. */
export function onFresh(
  reaches: OwnCommand["reaches"],
  words: (stage: OwnStage, groupId: string) => readonly string[],
  check: OwnCommand["check"],
  before?: (stage: OwnStage, groupId: string) => Promise<unknown>,
): OwnCommand {
  return {
    reaches,
    check,
    async run(stage) {
      const groupId = await stage.fresh();
      await before?.(stage, groupId);
      return { groupId, value: await stage.lanying(...words(stage, groupId)) };
    },
  };
}

export const inGroup = (groupId: string) => ["--group", groupId] as const;
