import { findCommand, readCommandLine } from "../../main/cli/command-line.ts";
import { commands } from "../../main/cli/commands.ts";
import { parseOptions } from "../../main/cli/options.ts";
import type { Session } from "../../main/cli/session.ts";
import type { Demo } from "../../main/demo/demo-interface.ts";
import { startDemo } from "../../main/demo/demo-server.ts";
import type { DemoGroupSnapshot, DemoSnapshot } from "../../main/demo/demo-snapshot.ts";
import { type DemoClient, demoClient } from "../main/demo/demo-client.ts";
import { lanyingAccount, wechatAccount } from "../support/demo-accounts.ts";
import { openServices } from "../support/open-services.ts";

export type Fields = Readonly<Record<string, unknown>>;

export interface OperationWorld {
  readonly demo: Demo;
  readonly folder: string;
  /** A command line as a person would type it, without `--data`; its value. */
  run(words: readonly string[]): Promise<unknown>;
  /** `call PATH` of the command line for the account: "lanying" or "wechat". */
  call(account: "lanying" | "wechat", path: string, input: Fields): Promise<unknown>;
  /** Somebody else of the demo. */
  person(name: string): Promise<DemoClient>;
  close(): Promise<void>;
}

/** The command line's own commands over real services and the real demo, all in this process, its data in that folder. */
export async function operationWorld(folder: string): Promise<OperationWorld> {
  const demo = await startDemo();
  const services = await openServices(folder);
  const { accounts } = services;
  await accounts.add(lanyingAccount(demo, "lanying"));
  await accounts.add(wechatAccount(demo, "wechat"));
  const session: Session = {
    services: async () => services,
    account: services.accountNamed,
    signedIn: services.accountNamed,
    found: async () => [],
    close: services.close,
  };

  async function run(line: readonly string[]): Promise<unknown> {
    const { words } = readCommandLine(line);
    const { command, rest: own } = findCommand(commands, words);
    const stdin = () => Promise.reject(new Error("nothing stands on standard input"));
    return await command.run(session, {
      ...parseOptions(command, own),
      stdin,
      stdinBytes: stdin,
      say: async () => undefined,
      draw: () => undefined,
      onLine: () => () => undefined,
      secret: null,
    });
  }

  return {
    demo,
    folder,
    run,
    call: (account, path, input) =>
      run(["call", path, "--account", account, "--input", JSON.stringify(input)]),

    person: (name) => demoClient(demo, name),

    async close() {
      await services.close();
      await demo.stop();
    },
  };
}

export function groupIn(snapshot: DemoSnapshot, id: unknown): DemoGroupSnapshot {
  const found = snapshot.groups.find((group) => group.id === id);
  if (found === undefined) throw new Error(`the demo has no group ${String(id)}`);
  return found;
}
