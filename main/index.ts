import { arch, platform } from "node:process";
import manifest from "../package.json" with { type: "json" };
import { AppError, toAppError } from "../shared/errors.ts";
import type { Handlers } from "../shared/ipc/contract.ts";
import { installDemoHooks } from "./demo/demo-hooks.ts";
import { createAccountCalls } from "./features/accounts/accounts-calls.ts";
import { createActivityCalls } from "./features/activity/activity-calls.ts";
import { createAdministrationCalls } from "./features/administration/administration-calls.ts";
import { createGroupEntryCalls } from "./features/administration/group-entry-calls.ts";
import { createAnnouncementCalls } from "./features/announcements/announcements-calls.ts";
import { createDesktopCalls } from "./features/desktop/desktop-calls.ts";
import { createFileCalls } from "./features/files/files-calls.ts";
import { createFriendCalls } from "./features/friends/friends-calls.ts";
import { createGroupCodeCalls } from "./features/group-code/group-code-calls.ts";
import { createGroupsCalls } from "./features/groups/groups-calls.ts";
import { createInboxCalls } from "./features/inbox/inbox-calls.ts";
import { createJobCalls } from "./features/jobs/jobs-calls.ts";
import { createJoinCalls } from "./features/join/join-calls.ts";
import { createMembersCalls } from "./features/members/members-calls.ts";
import { createModerationCalls } from "./features/moderation/moderation-calls.ts";
import { createSearchCalls } from "./features/search/search-calls.ts";
import { createSettingsCalls } from "./features/settings/settings-calls.ts";
import { createTransferCalls } from "./features/transfers/transfers-calls.ts";
import { createFileHandles, type FileHandles } from "./platform/file-handles.ts";
import { createRouter, replyOf } from "./platform/ipc-router.ts";
import { createServices, type Services } from "./services.ts";
import { isOwnPage } from "./shell/own-page.ts";
import { withRecordedTraffic } from "./shell/recorded-traffic.ts";
import type { CallFromPage, Shell, ShellWindow } from "./shell/shell.ts";
import { isTestRun } from "./shell/test-hooks.ts";

export interface App {
  /** Resolves when the person closed the window. */
  readonly closed: Promise<void>;
  /** Ends window and services, in the order that loses nothing; safe to call twice. */
  stop(): Promise<void>;
}

/** The app with a window: services, the router between them and the page, and the shell around both. */
export async function startApp(options: { shell: Shell; dataFolder: string }): Promise<App> {
  const { dataFolder } = options;
  const shell = withRecordedTraffic(options.shell);
  let window: ShellWindow | null = null;
  const handles = createFileHandles();
  const isTrusted = isOwnPage(shell.kind);

  async function start(): Promise<{ services: Services; route: CallFromPage }> {
    const services = await createServices({
      dataFolder,
      secrets: shell.secrets,
      emit: (name, payload) => window?.send(name, payload),
      resolveHandle: handles.resolve,
      downloadsFolder: shell.downloadsFolder,
      ...(shell.proxyFor && { systemProxyFor: shell.proxyFor }),
      pickFolder: () => shell.pickFolder(),
      showInFolder: (path) => shell.showInFolder(path),
      demoNames: /^zh\b/i.test(shell.systemLanguage)
        ? { lanying: "演示", gewe: "演示微信" }
        : { lanying: "Demo", gewe: "Demo WeChat" },
      ...installDemoHooks(),
    });
    const { accounts, log, transfers } = services;
    if (process.env.QUNZHU_DEMO === "1" && accounts.list().length === 0) await accounts.addDemo();
    await transfers.start();
    services.announcementsPass.start();
    const route = createRouter({
      handlers: handlersOf(services, shell, handles),
      isTrusted,
      log: (line, cause) => log.error(line, { cause }),
      checksAnswers: isTestRun,
    });
    log.info("started", { version: manifest.version, shell: shell.kind });
    return { services, route };
  }

  // The window takes as long to open as the services to start, so both begin at once; early calls wait.
  const starting = start();
  const [{ services }, opened] = await bothOrNeither(
    starting,
    shell
      .openWindow({
        onCall: async (sender, name, input) => {
          try {
            return await (await starting).route(sender, name, input);
          } catch (cause) {
            return replyOf(toAppError(cause));
          }
        },
        onAdoptPath: async (sender, path) => {
          try {
            if (!isTrusted(sender)) throw new AppError("forbidden", "an untrusted frame offered a file");
            return { ok: true, value: await handles.adopt(path) };
          } catch (cause) {
            return replyOf(toAppError(cause));
          }
        },
        onCrash: ({ reason, isReloaded }) => {
          const tell = ({ services: { log } }: { services: Services }) =>
            log.error("the page's process died", { reason, isReloaded });
          // Without services there is no log, and why they failed is told by startApp.
          starting.then(tell, () => undefined);
        },
      })
      .then((opened) => {
        window = opened;
        return opened;
      }),
  );

  let stopping: Promise<void> | null = null;
  return {
    closed: opened.closed,
    stop() {
      stopping ??= opened.close().then(services.close);
      return stopping;
    },
  };
}

/** When one fails, what the other started is ended before the failure is told. */
async function bothOrNeither<S extends { services: Services }>(
  starting: Promise<S>,
  opening: Promise<ShellWindow>,
): Promise<[S, ShellWindow]> {
  const [started, opened] = await Promise.allSettled([starting, opening]);
  if (started.status === "fulfilled" && opened.status === "fulfilled") return [started.value, opened.value];
  if (opened.status === "fulfilled") await opened.value.close();
  if (started.status === "fulfilled") await started.value.services.close();
  throw started.status === "rejected" ? started.reason : opened.status === "rejected" ? opened.reason : null;
}

function handlersOf(services: Services, shell: Shell, handles: FileHandles): Handlers {
  return {
    ...createSettingsCalls({
      settings: services.settings,
      proxy: services.proxy,
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
    ...createAdministrationCalls(services.administration),
    ...createGroupEntryCalls(services.groupEntry),
    ...createMembersCalls(services.members),
    ...createFileCalls(services.files),
    ...createTransferCalls(services.transfers),
    ...createJoinCalls(services.join, shell),
    ...createJobCalls(services.jobs, shell),
    ...createSearchCalls(services.search),
    ...createInboxCalls(services.inbox),
    ...createFriendCalls(services.friends),
    ...createModerationCalls(services.moderation),
    ...createAnnouncementCalls(services.announcements),
    ...createGroupCodeCalls(services.groupCode),
    ...createActivityCalls(services.activity, services.undo, shell),
    ...createDesktopCalls(shell, handles),
  };
}
