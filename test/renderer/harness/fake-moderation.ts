import { type Answers, ok } from "./fake-main.ts";

const minute = 60_000;
const day = 1440 * minute;

interface Input {
  readonly accountId: string;
  readonly groupId: string;
}

/** Who is muted and who is blocked, the same in every group. */
export function fakeModeration(emit: (name: string, payload: unknown) => void): Answers {
  const now = Date.now();
  const muted = [
    { userId: "2302128619904", name: "孙丽", mutedUntil: now + 45 * minute },
    { userId: "2302128619136", name: "王伟", mutedUntil: now + 3 * day },
    { userId: "2302128619776", name: null, mutedUntil: -1 },
  ];
  const blocked = [
    { userId: "2302128619392", name: "Daniel Costa", blockedAt: now - 9 * day },
    { userId: "2302128619264", name: null, blockedAt: null },
  ];
  // Today also just after midnight: of another day more than the clock is shown.
  const readAt = Math.max(now - 5 * minute, new Date(now).setHours(0, 0, 0, 0));
  return {
    "moderation.muted": () => ok({ readAt, rows: muted }),
    "moderation.blocked": () => ok({ readAt, rows: blocked }),
    "moderation.sync": ({ accountId, groupId }: Input) => {
      queueMicrotask(() => emit("moderation.changed", { accountId, groupId }));
      return ok();
    },
  };
}
