import type { Sender } from "../shell.ts";
import type { CdpEvent } from "./cdp-message.ts";
import { ExecutionContextCreated } from "./cdp-message.ts";

/** Which frame each script context belongs to, as the browser says, not as the page says. */
export interface FrameContexts {
  onEvent(event: CdpEvent): void;
  /** Of a context we do not know: a sender that nobody trusts. */
  senderOf(contextId: number): Sender;
  /** The context of the page itself; null while none is loaded. */
  main(): number | null;
}

export function createFrameContexts(mainFrameId: string): FrameContexts {
  const senders = new Map<number, Sender>();
  return {
    onEvent({ method, params }) {
      if (method === "Runtime.executionContextsCleared") senders.clear();
      if (method === "Runtime.executionContextDestroyed") senders.delete(Number(params.executionContextId));
      if (method !== "Runtime.executionContextCreated") return;
      const { id, origin, auxData } = ExecutionContextCreated.parse(params).context;
      // Isolated worlds (of a test tool, say) are no page: only the default world of the top frame counts.
      senders.set(id, { origin, isTopFrame: auxData?.isDefault === true && auxData.frameId === mainFrameId });
    },
    senderOf: (contextId) => senders.get(contextId) ?? { origin: "", isTopFrame: false },
    main: () => [...senders].findLast(([, sender]) => sender.isTopFrame)?.[0] ?? null,
  };
}
