import { z } from "zod";
import { AccountId } from "../domain/ids.ts";
import { CodeCard, JoinOutcome } from "../domain/join.ts";

const CodeText = z.string().min(1).max(20_000);
const WithAccount = z.object({ accountId: AccountId, text: CodeText });

export const joinCalls = {
  /** Classifies the text and, where it names a group we can ask about, says what that group is. Joins nothing. */
  "join.inspect": { input: z.object({ text: CodeText }), output: CodeCard },
  "join.join": { input: WithAccount, output: JoinOutcome },
  /** After a lost answer: reads the account's groups again and says whether it is in. Joins nothing. */
  "join.check": { input: WithAccount, output: JoinOutcome },
  /**
   * To be called on a click: the page may then open the camera, or take a picture of a screen, once within half a
   * minute. Nothing else is ever allowed.
   */
  "join.allowCapture": { input: z.object({ what: z.enum(["camera", "screen"]) }), output: z.void() },
  /** The camera is closed, or the picture taken: the permission ends with it. */
  "join.endCapture": { input: z.void(), output: z.void() },
} as const;
