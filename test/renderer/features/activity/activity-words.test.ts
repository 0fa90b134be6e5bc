import { expect, test } from "vitest";
import { activityMessages } from "../../../../renderer/features/activity/activity-messages.ts";
import { detailWords } from "../../../../renderer/features/activity/activity-words.ts";
import type { Text } from "../../../../renderer/i18n.ts";
import { sampleActivity } from "./sample-activity.ts";

const text = ((name: keyof typeof activityMessages.en) => activityMessages.en[name]) as Text<"activity">;

test.each([
  ["already_so", "already_member", ""],
  ["refused", "refused: group is full", "group is full"],
  ["refused", "expired: code timed out", "the code has expired: code timed out"],
  ["done", "pending_approval", "waits for approval"],
  ["unknown", "unconfirmed", ""],
  ["refused", "no permission (20011)", "no permission (20011)"],
] as const)("a join that is %s with “%s” is told in words", (outcome, detail, words) => {
  const act = sampleActivity({ kind: "join_group", outcome, detail });
  expect(detailWords(act, text, "en")).toBe(words);
});
