import { arch, platform } from "node:process";
import manifest from "../package.json" with { type: "json" };
import { AppError, toAppError } from "../shared/errors.ts";
import type { Handlers } from "../shared/ipc/contract.ts";
import { installDemoHooks } from "./demo/demo-hooks.ts";
import { createAccountCalls } from "./features/accounts/accounts-calls.ts";
import { createDesktopCalls } from "./features/desktop/desktop-calls.ts";
import { createFileCalls } from "./features/files/files-calls.ts";
import { createGroupsCalls } from "./features/groups/groups-calls.ts";
import { createJoinCalls } from "./features/join/join-calls.ts";
import { createMembersCalls } from "./features/members/members-calls.ts";
import { createSettingsCalls } from "./features/settings/settings-calls.ts";
import { createTransferCalls } from "./features/transfers/transfers-calls.ts";
import { createFileHandles } from "./platform/file-handles.ts";
import { createRouter, replyOf } from "./platform/ipc-router.ts";
import { createServices } from "./services.ts";
import { isOwnPage } from "./shell/own-page.ts";
import type { Shell, ShellWindow } from "./shell/shell.ts";
import { isTestRun } from "./shell/test-hooks.ts";

export interface App {
  /** Resolves when the person closed the window. */
  readonly closed: Promise<void>;
  /** Ends window and services, in the order that loses nothing; safe to call twice. */
  stop(): Promise<void>;
}

/** The app with a window: services, the router between them and the page, and the shell around both. */
export async function startApp({ shell, dataFolder }: { shell: Shell; dataFolder: string }): Promise<App> {
  let window: ShellWindow | null = null;
  const handles = createFileHandles();
  const services = await createServices({
    dataFolder,
    secrets: shell.secrets,
    emit: (name, payload) => window?.send(name, payload),
    resolveHandle: handles.resolve,
    downloadsFolder: shell.downloadsFolder,
    pickFolder: () => shell.pickFolder(),
    showInFolder: (path) => shell.showInFolder(path),
    ...installDemoHooks(),
  });
  const { log } = services;
  if (process.env.QUNZHU_DEMO === "1" && services.accounts.list().length === 0)
    await services.accounts.addDemo();
  await services.transfers.start();

  const handlers: Handlers = {
    ...createSettingsCalls({
      settings: services.settings,
      notices: services.notices,
      pickFolder: () => shell.pickFolder(),
      about: {
        version: manifest.version,
        shell: shell.kind,
        systemLanguage: shell.systemLanguage,
        platform: `${platform} ${arch}`,
        secretPlace: shell.secrets.place,
      },
    }),
    ...createAccountCalls(services.accounts),
    ...createGroupsCalls(services.groups),
    ...createMembersCalls(services.members),
    ...createFileCalls(services.files),
    ...createTransferCalls(services.transfers),
    ...createJoinCalls(services.join),
    ...createDesktopCalls(shell, handles),
  };
  const isTrusted = isOwnPage(shell.kind);
  const onCall = createRouter({
    handlers,
    isTrusted,
    log: (line, cause) => log.error(line, { cause }),
    checksAnswers: isTestRun,
  });
  window = await shell.openWindow({
    onCall,
    onAdoptPath: async (sender, path) => {
      try {
        if (!isTrusted(sender)) throw new AppError("forbidden", "an untrusted frame offered a file");
        return { ok: true, value: await handles.adopt(path) };
      } catch (cause) {
        return replyOf(toAppError(cause));
      }
    },
    onCrash: ({ reason, isReloaded }) => log.error("the page's process died", { reason, isReloaded }),
  });
  log.info("started", { version: manifest.version, shell: shell.kind });

  const opened = window;
  let stopping: Promise<void> | null = null;
  return {
    closed: opened.closed,
    stop() {
      stopping ??= opened.close().then(services.close);
      return stopping;
    },
  };
}
