import type { Messages } from "../../messages.ts";

const en = {
  appName: "Qunzhu",
  loading: "Loading…",
  close: "Close",
  clear: "Clear",
  timeFormat: "Write the time as YYYY-MM-DD HH:mm.",
  copyId: "Copy ID {{id}}",
  copied: "Copied",
  paneWidth: "Width of the group list",
  notices: "Notices",
  demoBanner: "This is a demo. Nothing here reaches a real server.",
  noticeDatabaseDamaged:
    "The local cache was damaged. It was kept aside and is being rebuilt from the server.",
  noticeDatabaseNewer:
    "The local cache was made by a newer version. It was kept aside and a new one was made.",
  noticeJournalDamaged:
    "The journal of what was done was damaged. It has been kept aside; what could still be read of it was moved into a new one.",
  noticeJournalNewer:
    "The journal was made by a newer version of this app. It has been kept aside; what this version understands was moved into a new one.",
  noticeJournalLost:
    "The journal of what was done is gone: its file was empty, missing or another one. A new one was begun. What was done on the servers is not affected.",
  noticeJournalRowsDamaged:
    "Damaged entries of the journal of what was done: {{count}}. They no longer hold what was written, so they are not shown; they are kept in the journal’s file.",
  noticeJournalWritesLost:
    "The journal of what was done is older than when the app last ran. Latest changes missing in it: {{count}}. Check on the server what you did last before you repeat it.",
  noticeSecretsMemoryOnly:
    "This system offers no safe place for passwords. You will have to sign in again after a restart.",
  noticeCrashRecovered: "The app ended unexpectedly last time. Your data is intact.",
  noticePageCrashed: "The window stopped working and was loaded again. Nothing was lost.",
  noticeDemoRestarted: "The demo stopped working and was started again from the beginning.",
  noticeFaultSurvived: "Something in the app failed, and the app went on. The log says more.",
  noticeActNotKept:
    "Something was done on the server, but could not be kept on this computer. Don’t repeat it; refresh instead.",
  keptAs: "Kept as {{path}}",
  joinByQr: "Join by QR code",
  startFailed: "The app could not start.",
  asOf: "As of {{time}}",
};

export const appMessages = {
  en,
  "zh-CN": {
    appName: "群主",
    loading: "加载中…",
    close: "关闭",
    clear: "清空",
    timeFormat: "请按 YYYY-MM-DD HH:mm 填写时间。",
    copyId: "复制 ID {{id}}",
    copied: "已复制",
    paneWidth: "群列表宽度",
    notices: "通知",
    demoBanner: "当前为演示环境，所有操作都不会影响真实服务器。",
    noticeDatabaseDamaged: "本地缓存已损坏，原文件已另存，正在从服务器重建。",
    noticeDatabaseNewer: "本地缓存由更新版本的应用创建，原文件已另存，并已新建缓存。",
    noticeJournalDamaged: "操作日志已损坏，原文件已另存，仍可读取的记录已移入新的日志。",
    noticeJournalNewer: "操作日志由更新版本的应用创建，原文件已另存，本版本能识别的记录已移入新的日志。",
    noticeJournalLost:
      "操作日志已丢失：日志文件为空、不存在或已被替换。已新建日志，服务器上的操作结果不受影响。",
    noticeJournalRowsDamaged:
      "操作日志中有 {{count}} 条记录已损坏，内容与写入时不一致，因此不再显示；这些记录仍保存在日志文件中。",
    noticeJournalWritesLost:
      "操作日志比应用上次运行时旧，缺少最近的 {{count}} 次写入。重复操作前，请先在服务器上确认上次操作的结果。",
    noticeSecretsMemoryOnly: "系统没有可用的安全存储，重启应用后需要重新登录。",
    noticeCrashRecovered: "应用上次意外退出，你的数据完好。",
    noticePageCrashed: "窗口停止响应后已重新加载，没有丢失任何内容。",
    noticeDemoRestarted: "演示服务停止后已从头重新启动。",
    noticeFaultSurvived: "应用的某个部分出错，应用已继续运行。详情见日志。",
    noticeActNotKept: "操作已在服务器上完成，但未能保存到本机。请勿重复操作，刷新即可。",
    keptAs: "已另存为 {{path}}",
    joinByQr: "扫码入群",
    startFailed: "应用启动失败。",
    asOf: "更新于 {{time}}",
  },
} satisfies Messages<typeof en>;
