import type { OwnReason } from "../../../shared/domain/job-reasons.ts";
import type { Messages } from "../../messages.ts";

const en = {
  undoneSince: "The answer was lost. It was so, and a moment later no more.",
  lostAgain: "The answer was lost again, and it does not hold.",
  readBackFailed: "The answer was lost, and reading back failed.",
  rejoined: "The answer was lost, and the person has joined again since.",
  mayBeInvited: "The answer was lost. Not in the group, but an invitation may be waiting.",
  mayBeAnother: "The answer was lost. One with these words is there, but it may be another.",
  noLongerListed: "The answer was lost, and the application is no longer listed.",
  acceptedByNow: "Somebody has approved it meanwhile.",
  declinedByNow: "Somebody has refused it meanwhile.",
  expiredByNow: "It has expired meanwhile.",
  keptOldValue: "The server kept the old value.",
  stillShowsOldValue: "The server took it, but still shows the old value. Look again in a moment.",
  noReasonGiven: "The server gave no reason.",
  notTold: "The answer was lost, and the server does not say what it is.",
  notSetYet: "Not set before the job was stopped.",
  appEnded: "Qunzhu ended before the answer came.",
  stoppedBefore: "The job was cancelled before it was certain.",
} satisfies Record<OwnReason, string>;

/** Our own reasons; one text each, kept complete by the compiler. */
export const reasonWords = {
  en,
  "zh-CN": {
    undoneSince: "未收到答复：曾经生效，随后又被还原。",
    lostAgain: "再次未收到答复，操作没有生效。",
    readBackFailed: "未收到答复，核实时也读取失败。",
    rejoined: "未收到答复，此人之后又重新入群。",
    mayBeInvited: "未收到答复：此人不在群内，但邀请可能已发出。",
    mayBeAnother: "未收到答复：有内容相同的公告，但可能不是同一条。",
    noLongerListed: "未收到答复，该申请已不在列表中。",
    acceptedByNow: "已有人同意了该申请。",
    declinedByNow: "已有人拒绝了该申请。",
    expiredByNow: "该申请已过期。",
    keptOldValue: "服务器仍保留原来的设置。",
    stillShowsOldValue: "服务器已接受，但显示的仍是原来的设置，请稍后再看。",
    noReasonGiven: "服务器未说明原因。",
    notTold: "未收到答复，服务器也未提供当前的值。",
    notSetYet: "任务停止前尚未设置。",
    appEnded: "群主在收到答复前已退出。",
    stoppedBefore: "任务已取消，结果未能核实。",
  },
} satisfies Messages<typeof en>;
