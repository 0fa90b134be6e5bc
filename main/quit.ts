import { type Ask, isChinese, type MessageBox } from "./shell/message-box.ts";
import type { ClosingWindow } from "./shell/shell.ts";

/** Who ends the app: somebody at the window or menu, the system that shuts down or logs out, a signal (Ctrl+C). */
export type QuitBy = "person" | "system" | "signal";

export interface WorkUnderWay {
  readonly transfers: number;
  readonly jobs: number;
}

/** What a wish to quit leads to. */
export function quitPlan({
  by,
  work,
  hasStopped,
}: {
  readonly by: QuitBy;
  readonly work: WorkUnderWay;
  readonly hasStopped: boolean;
}): {
  /** Work would be cut, and somebody is there to say what shall become of it. */
  readonly asks: boolean;
  /** The process waits for its services to stop. Held against the system, a log-out would count as refused. */
  readonly holds: boolean;
} {
  return {
    asks: by === "person" && !hasStopped && work.transfers + work.jobs > 0,
    holds: by !== "system" && !hasStopped,
  };
}

type QuitChoice = "finish" | "quit" | "stay";

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

function workWords({ transfers, jobs }: WorkUnderWay, isZh: boolean): string {
  const words = isZh
    ? [transfers > 0 && `${transfers} 个传输`, jobs > 0 && `${jobs} 个任务`]
    : [transfers > 0 && plural(transfers, "transfer", "transfers"), jobs > 0 && plural(jobs, "job", "jobs")];
  return words.filter(Boolean).join(isZh ? "和 " : " and ");
}

export function quitQuestion(work: WorkUnderWay, language: string): MessageBox<QuitChoice> {
  const isZh = isChinese(language);
  const what = workWords(work, isZh);
  return {
    kind: "question",
    title: isZh ? "退出群主？" : "Quit Qunzhu?",
    message: isZh
      ? `还有 ${what}正在进行。`
      : `${what} ${work.transfers + work.jobs === 1 ? "is" : "are"} still under way.`,
    detail: isZh
      ? "现在退出的话，未完成的部分会在下次启动时自动继续，不会重复发送或重复操作。"
      : "If you quit now, what is unfinished goes on by itself the next time you start Qunzhu. Nothing is sent or done twice.",
    choices: [
      { choice: "finish", label: isZh ? "完成后退出" : "Finish, then quit" },
      { choice: "quit", label: isZh ? "立即退出" : "Quit now" },
      { choice: "stay", label: isZh ? "不退出" : "Don’t quit" },
    ],
    cancel: "stay",
  };
}

/** Stands while the rest is being finished and the window is away. */
function finishingBox(work: WorkUnderWay, language: string): MessageBox<"stay" | "quit"> {
  const isZh = isChinese(language);
  const what = workWords(work, isZh);
  return {
    kind: "question",
    title: isZh ? "群主" : "Qunzhu",
    message: isZh ? `正在完成 ${what}…` : `Finishing ${what}…`,
    detail: isZh ? "完成后群主会自动退出。" : "Qunzhu quits by itself when that is done.",
    choices: [
      { choice: "stay", label: isZh ? "重新打开窗口" : "Open the window again" },
      { choice: "quit", label: isZh ? "立即退出" : "Quit now" },
    ],
    cancel: "stay",
  };
}

/** Whether a window that the person closes may go. Where work is under way they are asked, and it may be finished first. */
export async function mayClose(
  window: ClosingWindow,
  deps: {
    readonly underWay: () => WorkUnderWay;
    readonly idle: () => Promise<unknown>;
    readonly ask: Ask;
    readonly language: string;
  },
): Promise<boolean> {
  const { underWay, idle, ask, language } = deps;
  const asks = () => quitPlan({ by: "person", work: underWay(), hasStopped: false }).asks;
  if (!asks()) return true;
  const choice = await ask(quitQuestion(underWay(), language));
  if (choice !== "finish") return choice === "quit";
  // It may have ended while the question stood.
  if (!asks()) return true;
  const enough = new AbortController();
  const end = (reason: "back" | "finished") => enough.abort(reason);
  window.hide(() => end("back"));
  void idle().then(() => end("finished"));
  const meanwhile = await ask(finishingBox(underWay(), language), enough.signal);
  if (enough.signal.aborted) return enough.signal.reason === "finished";
  if (meanwhile === "stay") window.show();
  return meanwhile === "quit";
}
