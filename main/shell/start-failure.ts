import { AppError } from "../../shared/errors.ts";
import { OpeningFault } from "../platform/database/database.ts";
import { systemCode } from "../platform/file-errors.ts";
import { isChinese, type MessageBox } from "./message-box.ts";

/** What keeps the app from starting, as far as the person can do something about it. */
export type StartFault =
  | "read_only"
  | "not_a_folder"
  | "folder_missing"
  | "disk_full"
  | "in_use"
  | "newer_version"
  | "cache_broken"
  | "journal_broken"
  | "no_browser"
  | "other";

export type StartChoice = "retry" | "open_folder" | "fresh_cache" | "quit";

const bySystemCode: Readonly<Record<string, StartFault>> = {
  EACCES: "read_only",
  EPERM: "read_only",
  EROFS: "read_only",
  ENOTDIR: "not_a_folder",
  EEXIST: "not_a_folder",
  ENOENT: "folder_missing",
  ENXIO: "folder_missing",
  ENODEV: "folder_missing",
  ENOSPC: "disk_full",
  EDQUOT: "disk_full",
};

/** Reads the chain of causes: the innermost that says something is the reason. */
export function startFaultOf(cause: unknown): StartFault {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    if (at instanceof OpeningFault) return openingFault(at);
    const known = bySystemCode[systemCode(at)];
    if (known !== undefined) return known;
    if (at instanceof AppError && at.code === "disk_full") return "disk_full";
    if (at instanceof AppError && at.code === "unsupported") return "no_browser";
  }
  return "other";
}

function openingFault({ database, reason }: OpeningFault): StartFault {
  if (/^SQLITE_FULL|^ENOSPC|^EDQUOT/.test(reason)) return "disk_full";
  if (/^SQLITE_(READONLY|PERM)|^EROFS/.test(reason)) return "read_only";
  // Windows lets nobody rename a file that another program has open: EPERM, EACCES or EBUSY.
  if (/^SQLITE_(BUSY|LOCKED)|^EBUSY|^EPERM|^EACCES/.test(reason)) return "in_use";
  if (reason === "NEWER") return "newer_version";
  return database === "cache" ? "cache_broken" : "journal_broken";
}

/** Only what can be fetched anew may be thrown away; the journal is never offered. */
function canStartFresh(cause: unknown): boolean {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    if (at instanceof OpeningFault) return at.database === "cache" && !/^SQLITE_FULL/.test(at.reason);
  }
  return false;
}

const english: Readonly<Record<StartFault, readonly [message: string, advice: string]>> = {
  read_only: [
    "Qunzhu may not write to its data folder.",
    "Allow writing to the folder, or choose another one with --data, then try again.",
  ],
  not_a_folder: [
    "Where Qunzhu’s data folder should be, there is something that is not a folder.",
    "Move it away, or choose another folder with --data, then try again.",
  ],
  folder_missing: [
    "Qunzhu’s data folder cannot be reached.",
    "Connect the drive it is on, or choose another folder with --data, then try again.",
  ],
  disk_full: ["There is no space left on the disk.", "Free some space, then try again."],
  in_use: [
    "Another program is using Qunzhu’s data.",
    "Close other windows of Qunzhu, backup and sync programs, then try again.",
  ],
  newer_version: [
    "The data was written by a newer version of Qunzhu and could not be set aside.",
    "Install the newer version, or close other programs that use the folder, then try again.",
  ],
  cache_broken: [
    "The local cache cannot be opened.",
    "You can start with a fresh cache: the old one is kept aside, and everything is read from the server again. Accounts are kept if they can still be read.",
  ],
  journal_broken: [
    "The record of what was done (journal.sqlite) cannot be opened.",
    "It cannot be fetched again, so it is not thrown away. Check that it is a readable file, then try again.",
  ],
  no_browser: [
    "No browser could be started to show Qunzhu’s window.",
    "If Qunzhu is open already, use its window. Otherwise install Chromium, Chrome or Edge, or name one in QUNZHU_CHROMIUM, then try again.",
  ],
  other: [
    "Something unexpected kept Qunzhu from starting.",
    "Try again. If it happens again, the log says more.",
  ],
};

const chinese: typeof english = {
  read_only: ["群主无法写入数据文件夹。", "请允许写入该文件夹，或用 --data 指定其他文件夹，然后重试。"],
  not_a_folder: [
    "数据文件夹的位置上有一个不是文件夹的东西。",
    "请将它移走，或用 --data 指定其他文件夹，然后重试。",
  ],
  folder_missing: [
    "无法访问群主的数据文件夹。",
    "请连接它所在的磁盘，或用 --data 指定其他文件夹，然后重试。",
  ],
  disk_full: ["磁盘空间不足。", "请清理出一些空间，然后重试。"],
  in_use: ["群主的数据正被其他程序使用。", "请关闭群主的其他窗口以及备份、同步程序，然后重试。"],
  newer_version: [
    "数据由更新版本的群主写入，且无法另存。",
    "请安装更新的版本，或关闭正在使用该文件夹的程序，然后重试。",
  ],
  cache_broken: [
    "无法打开本地缓存。",
    "可以用新的缓存启动：旧缓存会另存，所有内容会从服务器重新读取；账号若仍可读取则会保留。",
  ],
  journal_broken: [
    "无法打开操作记录（journal.sqlite）。",
    "它无法重新获取，因此不会被丢弃。请确认它是可读取的文件，然后重试。",
  ],
  no_browser: [
    "无法启动浏览器来显示群主的窗口。",
    "如果群主已经打开，请使用已有的窗口；否则请安装 Chromium、Chrome 或 Edge，或在 QUNZHU_CHROMIUM 中指定，然后重试。",
  ],
  other: ["发生意外，群主无法启动。", "请重试；如果再次发生，日志中有更多信息。"],
};

const labels = {
  en: {
    title: "Qunzhu cannot start",
    retry: "Try again",
    open_folder: "Open data folder",
    fresh_cache: "Start with a fresh cache",
    quit: "Quit",
    folder: "Data folder: ",
    reason: "Reason: ",
  },
  zh: {
    title: "群主无法启动",
    retry: "重试",
    open_folder: "打开数据文件夹",
    fresh_cache: "用新的缓存启动",
    quit: "退出",
    folder: "数据文件夹：",
    reason: "原因：",
  },
} as const;

/** The words and the ways out for a start that failed. */
export function startFailure(
  cause: unknown,
  { dataFolder, language }: { readonly dataFolder: string; readonly language: string },
): MessageBox<StartChoice> {
  const fault = startFaultOf(cause);
  const isZh = isChinese(language);
  const [message, advice] = (isZh ? chinese : english)[fault];
  const text = isZh ? labels.zh : labels.en;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const choices: StartChoice[] = ["retry", "open_folder", "quit"];
  if (fault === "no_browser") choices.splice(1, 1);
  if (canStartFresh(cause)) choices.unshift("fresh_cache");
  return {
    kind: "error",
    title: text.title,
    message,
    detail: [advice, text.folder + dataFolder, text.reason + reason].join("\n\n"),
    choices: choices.map((choice) => ({ choice, label: text[choice] })),
    cancel: "quit",
  };
}
