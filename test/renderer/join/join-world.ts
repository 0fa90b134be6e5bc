import type { AppBridge } from "../../../renderer/bridge.ts";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";

export const group = "https://weixin.qq.com/g/AwYAALLELoeKLg";
export const keyOf = (text: string) => parseCode(text).dedupeKey;

/** A card that the account "we" can join, changed as wanted. */
export function cardOf(text: string, changes: Partial<CodeCard> = {}): CodeCard {
  return {
    text,
    kind: parseCode(text).kind,
    host: null,
    groupId: null,
    groupName: null,
    memberCount: null,
    canJoin: true,
    accountKind: "gewe",
    accountIds: ["we"],
    memberAccountIds: [],
    seen: [],
    ...changes,
  };
}

/** A main process that answers as it is told, and remembers what it was asked. */
export function joinBridge(answers: Readonly<Record<string, (input: { text: string }) => unknown>>) {
  const calls: string[] = [];
  const heard = new Map<string, () => void>();
  const bridge: AppBridge = {
    call: async (name: string, input?: unknown) => {
      const { text } = (input ?? {}) as { text?: string };
      calls.push(text === undefined ? name : `${name} ${text}`);
      return (await answers[name]?.(input as { text: string })) as never;
    },
    on: (name, listener) => {
      heard.set(name, () => listener({} as never));
      return () => heard.delete(name);
    },
    adoptFile: () => Promise.reject(new AppError("internal", "not used here")),
  };
  return { bridge, calls, emit: (name: string) => heard.get(name)?.() };
}
