import { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import type { Reply } from "../../../shared/ipc/contract.ts";
import { replyOf } from "../../platform/ipc-router.ts";
import type { Sender, WindowDeps } from "../shell.ts";
import { BindingCalled } from "./cdp-message.ts";
import type { FrameContexts } from "./frame-contexts.ts";
import type { PageScripts } from "./page-scripts.ts";

const PageMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("call"),
    id: z.number(),
    name: z.unknown().optional(),
    input: z.unknown().optional(),
  }),
  z.object({ kind: z.literal("adopt"), id: z.number() }),
]);

export interface PageMessageDeps extends WindowDeps {
  readonly contexts: FrameContexts;
  readonly scripts: PageScripts;
}

/** Answers one message of the page. What is no message of our bridge has no id to answer to and is dropped. */
export async function answerPage(deps: PageMessageDeps, params: unknown): Promise<void> {
  const called = BindingCalled.parse(params);
  const message = PageMessage.safeParse(parseJson(called.payload));
  if (!message.success) return;
  const { id } = message.data;
  const contextId = called.executionContextId;
  const sender = deps.contexts.senderOf(contextId);
  const reply =
    message.data.kind === "call"
      ? await deps.onCall(sender, message.data.name, message.data.input)
      : await adopt(deps, sender, contextId, id);
  await deps.scripts.run(contextId, `qunzhuReply(${id}, ${JSON.stringify(reply)})`);
}

async function adopt(deps: PageMessageDeps, sender: Sender, contextId: number, id: number): Promise<Reply> {
  const path = await deps.scripts.pathOfFile(contextId, `qunzhuFile(${id})`);
  if (path === null) return replyOf(new AppError("invalid", "not a file on this computer"));
  return deps.onAdoptPath(sender, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
