import { z } from "zod";
import { EntityId } from "../domain/ids.ts";
import { Transfer } from "../domain/transfer.ts";
import { InGroup } from "./group-calls.ts";

const OneTransfer = z.object({ transferId: z.uuid() });

export const transferCalls = {
  "transfers.list": { input: z.void(), output: z.array(Transfer) },
  /** Queues one transfer per file. A folder is refused with `unsupported`, an empty file with `invalid`. */
  "transfers.upload": {
    input: InGroup.extend({ handles: z.array(z.uuid()).min(1).max(500) }),
    output: z.array(Transfer),
  },
  /** `choosesFolder` asks for a folder first; cancelled dialogs answer with an empty list. */
  "transfers.download": {
    input: InGroup.extend({
      fileIds: z.array(EntityId).min(1).max(10_000),
      choosesFolder: z.boolean().default(false),
    }),
    output: z.array(Transfer),
  },
  "transfers.cancel": { input: OneTransfer, output: z.void() },
  "transfers.retry": { input: OneTransfer, output: z.void() },
  "transfers.clearFinished": { input: z.void(), output: z.void() },
  "transfers.showInFolder": { input: OneTransfer, output: z.void() },
} as const;
