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
import { createPeopleCalls } from "./features/people/people-calls.ts";
import { createSearchCalls } from "./features/search/search-calls.ts";
import { createSettingsCalls } from "./features/settings/settings-calls.ts";
import { createTransferCalls } from "./features/transfers/transfers-calls.ts";
import { createFileHandles, type FileHandles } from "./platform/file-handles.ts";
import { createRouter, replyOf } from "./platform/ipc-router.ts";
import type { Log } from "./platform/log.ts";
import { leaveRunMark, type RunMark } from "./platform/run-mark.ts";
import { mayClose } from "./quit.ts";
import type { StartOptions } from "./run-app.ts";
import { createServices, type Services } from "./services.ts";
import { isOwnPage } from "./shell/own-page.ts";
import { withRecordedTraffic } from "./shell/recorded-traffic.ts";
import type { CallFromPage, Shell, ShellWindow } from "./shell/shell.ts";
import { isTestRun } from "./shell/test-hooks.ts";

export interface App {
  /** Resolves when the person closed the window. */
  readonly closed: Promise<void>;
  /** Resolves with the reason when the app cannot go on. */
  readonly failed: Promise<unknown>;
  readonly log: Log;
  /** Something failed and the rest is as it was: logged, and told once. */
  survived(what: string, cause: unknown): void;
  /** The system ends: from now on closing the window asks nobody, and the end counts as one in order. */
  endsWithoutAsking(): void;
  /** Ends window and services, in the order that loses nothing; safe to call twice. */
  stop(): Promise<void>;
}

/** The app with a window: services, the router between them and the page, and the shell around both. */
export async function startApp(options: StartOptions): Promise<App> {
  const { dataFolder, isCacheFresh } = options;
  const shell = withRecordedTraffic(options.shell);
  let window: ShellWindow | null = null;
  const failure = Promise.withResolvers<unknown>();
  let isAskedNoMore = false;
  const fail = (cause: unknown) => {
    isAskedNoMore = true;
    failure.resolve(cause);
  };
  const handles = createFileHandles();
  const isTrusted = isOwnPage(shell.kind);

  async function start(): Promise<{ services: Services; route: CallFromPage; mark: RunMark }> {
    const services = await createServices({
      dataFolder,
      isCacheFresh,
      onDeath: fail,
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
    try {
      // An app that runs on the same data already has its own work under way there, and its mark.
      await shell.alone;
      return await begin(services);
    } catch (cause) {
      await services.close();
      throw cause;
    }
  }

  async function begin(services: Services) {
    const { accounts, jobs, log, notices, transfers } = services;
    const mark = leaveRunMark(dataFolder);
    if (mark.isAfterCrash) await notices.add("crash_recovered", null);
    if (process.env.QUNZHU_DEMO === "1" && accounts.list().length === 0) await accounts.addDemo();
    await Promise.all([transfers.start(), jobs.goOn()]);
    services.announcementsPass.start();
    services.people.start();
    const route = createRouter({
      handlers: handlersOf(services, shell, handles),
      isTrusted,
      log: (line, cause) => log.error(line, { cause }),
      checksAnswers: isTestRun,
    });
    log.info("started", { version: manifest.version, shell: shell.kind });
    return { services, route, mark };
  }

  // The window takes as long to open as the services to start, so both begin at once; early calls wait.
  const starting = start();
  const [{ services, mark }, opened] = await bothOrNeither(
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
          if (!isReloaded) fail(new AppError("internal", `the page's process died again (${reason})`));
          const tell = ({ services: { log, notices } }: { services: Services }) => {
            log.error("the page's process died", { reason, isReloaded });
            if (isReloaded) return notices.add("page_crashed", null);
          };
          // Without services there is no log, and why they failed is told by startApp.
          starting.then(tell).catch(() => undefined);
        },
        mayClose: async (closing) => {
          if (isAskedNoMore) return true;
          const { underWay, idle } = (await starting).services;
          return mayClose(closing, { underWay, idle, ask: shell.ask, language: shell.systemLanguage });
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
    failed: failure.promise,
    log: services.log,
    survived: services.survived,
    endsWithoutAsking() {
      isAskedNoMore = true;
      mark.remove();
    },
    stop() {
      stopping ??= opened
        .close()
        .then(() => services.close({ resumesLater: true }))
        .finally(mark.remove);
      return stopping;
    },
  };
}

/** When one fails, what the other started is ended before the failure is told. */
async function bothOrNeither<S extends { services: Services; mark: RunMark }>(
  starting: Promise<S>,
  opening: Promise<ShellWindow>,
): Promise<[S, ShellWindow]> {
  const [started, opened] = await Promise.allSettled([starting, opening]);
  if (started.status === "fulfilled" && opened.status === "fulfilled") return [started.value, opened.value];
  if (opened.status === "fulfilled") await opened.value.close();
  if (started.status === "fulfilled") {
    started.value.mark.remove();
    await started.value.services.close();
  }
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
    ...createAccountCalls(services.accounts, services.deviceSignIn, shell),
    ...createGroupsCalls(services.groups),
    ...createAdministrationCalls(services.administration),
    ...createGroupEntryCalls(services.groupEntry),
    ...createMembersCalls(services.members, services.people),
    ...createPeopleCalls(services.people),
    ...createFileCalls(services.files, services.people),
    ...createTransferCalls(services.transfers),
    ...createJoinCalls(services.join, shell),
    ...createJobCalls(services.jobs, shell),
    ...createSearchCalls(services.search, services.people),
    ...createInboxCalls(services.inbox, services.people),
    ...createFriendCalls(services.friends),
    ...createModerationCalls(services.moderation, services.people),
    ...createAnnouncementCalls(services.announcements),
    ...createGroupCodeCalls(services.groupCode),
    ...createActivityCalls(services.activity, services.undo, services.people, shell),
    ...createDesktopCalls(shell, handles),
  };
}
