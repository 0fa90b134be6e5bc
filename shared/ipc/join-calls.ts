import { z } from "zod";
import { AccountId } from "../domain/ids.ts";
import { CodeCard, JoinOutcome } from "../domain/join.ts";

const CodeText = z.string().min(1).max(20_000);

export const joinCalls = {
  /** Classifies the text and, where it names a group we can ask about, says what that group is. Joins nothing. */
  "join.inspect": { input: z.object({ text: CodeText }), output: CodeCard },
  "join.join": { input: z.object({ accountId: AccountId, text: CodeText }), output: JoinOutcome },
} as const;
