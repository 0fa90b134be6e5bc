import { z } from "zod";

const Fields = z.record(z.string(), z.unknown());

const CdpAnswer = z.object({
  id: z.number(),
  result: Fields.optional(),
  error: z.object({ code: z.number().optional(), message: z.string() }).loose().optional(),
  sessionId: z.string().optional(),
});
export type CdpAnswer = z.infer<typeof CdpAnswer>;

const CdpEvent = z.object({
  method: z.string(),
  params: Fields.default({}),
  sessionId: z.string().optional(),
});
export type CdpEvent = z.infer<typeof CdpEvent>;

/** All that comes through the pipe: answers to commands, and events. */
export const CdpMessage = z.union([CdpAnswer, CdpEvent]);

export const AttachedToTarget = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string() }),
  waitingForDebugger: z.boolean(),
});

export const RequestPaused = z.object({
  requestId: z.string(),
  request: z.object({ url: z.string(), method: z.string() }),
  resourceType: z.string(),
});

export const ExecutionContextCreated = z.object({
  context: z.object({
    id: z.number(),
    origin: z.string(),
    auxData: z.object({ isDefault: z.boolean(), frameId: z.string() }).partial().optional(),
  }),
});

export const FrameNavigated = z.object({ frame: z.object({ id: z.string(), url: z.string() }) });

export const BindingCalled = z.object({
  name: z.string(),
  payload: z.string(),
  executionContextId: z.number(),
});

/** What a script evaluated to: a value by copy, or a handle on an object that stays in the page. */
export const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional(), objectId: z.string().optional() }),
  exceptionDetails: z.object({ text: z.string() }).loose().optional(),
});
