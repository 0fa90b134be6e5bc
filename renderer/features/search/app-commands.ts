import { useAccountsStore } from "../accounts/accounts-store.ts";
import { usePageStore } from "../app/page-store.ts";
import { usePanelStore } from "../app/panel-store.ts";
import { refreshAll } from "../app/use-sync.ts";
import { openJoin } from "../join/join-store.ts";
import { useSettingsStore } from "../settings/settings-store.ts";
import { registerCommand } from "./commands.ts";
import { searchMessages } from "./search-messages.ts";

type WordKey = keyof (typeof searchMessages)["en"];

function register(
  key: WordKey,
  keywords: readonly string[],
  run: () => void,
  isAvailable: () => boolean = () => true,
): void {
  const words = { en: searchMessages.en[key], "zh-CN": searchMessages["zh-CN"][key] };
  registerCommand({ id: key, words, keywords, run, isAvailable });
}

const change = (setting: Parameters<ReturnType<typeof useSettingsStore.getState>["update"]>[0]) =>
  void useSettingsStore.getState().update(setting);

const hasAccount = () => useAccountsStore.getState().currentId !== null;

/** The account on screen, where groups can be made in it. */
function accountForGroups(): string | null {
  const { accounts, currentId } = useAccountsStore.getState();
  const account = accounts?.find(({ id }) => id === currentId);
  return account?.kind === "lanying" && account.isSignedIn ? account.id : null;
}

function openNewGroup(): void {
  const accountId = accountForGroups();
  if (accountId !== null) usePanelStore.getState().open({ type: "newGroup", accountId });
}

/** What the app itself can do; other areas add theirs by registerCommand. */
export function registerAppCommands(): void {
  register(
    "openInbox",
    ["daichuli", "dcl", "dkdcl", "applications", "shenqing"],
    () => usePageStore.getState().open("inbox"),
    hasAccount,
  );
  register(
    "openActivity",
    ["dongtai", "dt", "dkdt", "jilu", "rizhi", "history", "log"],
    () => usePageStore.getState().open("activity"),
    hasAccount,
  );
  register(
    "openJobs",
    ["renwu", "rw", "dkrw", "piliang", "bulk", "tasks"],
    () => usePanelStore.getState().open({ type: "jobs" }),
    hasAccount,
  );
  register(
    "newGroup",
    ["xinjianqun", "xjq", "chuangjianqun", "cjq", "create"],
    openNewGroup,
    () => accountForGroups() !== null,
  );
  register(
    "joinByNumber",
    ["qunhao", "qh", "aqh", "gongkaiqun", "gkq", "apply", "shenqing"],
    openNewGroup,
    () => accountForGroups() !== null,
  );
  register("joinByCode", ["saomaruqun", "smrq", "erweima", "scan", "wechat"], openJoin);
  register("addAccount", ["tianjiazhanghao", "tjzh", "zhanghao", "signin", "login"], () =>
    usePanelStore.getState().open({ type: "addAccount" }),
  );
  register("openSettings", ["shezhi", "sz", "dakaishezhi", "dksz", "preferences", "options"], () =>
    usePanelStore.getState().open({ type: "settings" }),
  );
  register("refresh", ["shuaxin", "sx", "sync", "reload"], refreshAll, hasAccount);
  register("lightTheme", ["qianse", "qszt", "zhuti", "theme", "day"], () => change({ theme: "light" }));
  register("darkTheme", ["shense", "sszt", "zhuti", "theme", "night", "heiye"], () =>
    change({ theme: "dark" }),
  );
  register("systemTheme", ["gensuixitong", "zhuti", "theme"], () => change({ theme: "system" }));
  register("chinese", ["zhongwen", "yuyan", "jiantizhongwen", "chinese", "zh"], () =>
    change({ language: "zh-CN" }),
  );
  register("english", ["yingwen", "yuyan", "en"], () => change({ language: "en" }));
}
