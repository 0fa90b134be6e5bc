import { z } from "zod";
import { AccountId, EntityId } from "../domain/ids.ts";
import { Job } from "../domain/job.ts";
import { KeptError } from "../domain/kept-error.ts";
import { Transfer } from "../domain/transfer.ts";
import { accountCalls } from "./account-calls.ts";
import { activityCalls } from "./activity-calls.ts";
import { administrationCalls } from "./administration-calls.ts";
import { appCalls } from "./app-calls.ts";
import { friendCalls } from "./friend-calls.ts";
import { groupCalls } from "./group-calls.ts";
import { inboxCalls } from "./inbox-calls.ts";
import { jobCalls } from "./job-calls.ts";
import { joinCalls } from "./join-calls.ts";
import { peopleCalls } from "./people-calls.ts";
import { searchCalls } from "./search-calls.ts";
import { transferCalls } from "./transfer-calls.ts";
import type { FileHandle } from "./window.ts";

/** Every call the renderer may make, and nothing else. */
export const calls = {
  ...appCalls,
  ...accountCalls,
  ...groupCalls,
  ...peopleCalls,
  ...transferCalls,
  ...joinCalls,
  ...administrationCalls,
  ...jobCalls,
  ...inboxCalls,
  ...friendCalls,
  ...activityCalls,
  ...searchCalls,
} as const;

/** Every event main may send. Events say what changed; only progress carries its data. */
export const events = {
  "accounts.changed": z.object({}),
  /** How far the sign-in of an account's device is: read it again. */
  "deviceSignIn.changed": z.object({ accountId: AccountId }),
  "settings.changed": z.object({}),
  "notices.changed": z.object({}),
  "groups.changed": z.object({ accountId: AccountId }),
  "members.changed": z.object({ accountId: AccountId, groupId: EntityId }),
  /** Names, notes or pictures of people, or how far they are known: lists keep their order, rows are read again. */
  "people.changed": z.object({ accountId: AccountId }),
  "files.changed": z.object({ accountId: AccountId, groupId: EntityId }),
  "transfers.changed": z.object({}),
  /** Settings, mutes, block list or announcements of a group became others on the server: read them again. */
  "administration.changed": z.object({ accountId: AccountId, groupId: EntityId }),
  /** What is kept here of a group's announcements, or of its mutes and its block list. */
  "announcements.changed": z.object({ accountId: AccountId, groupId: EntityId }),
  "moderation.changed": z.object({ accountId: AccountId, groupId: EntityId }),
  "inbox.changed": z.object({}),
  /** What an account may still do through its WeChat gateway, or whom it asked. */
  "friends.changed": z.object({ accountId: AccountId }),
  "activity.changed": z.object({}),
  "jobs.changed": z.object({}),
  "jobs.progress": z.object({ job: Job }),
  /** Groups that were read for the plan in the making. */
  "jobs.planning": z.object({ done: z.number(), total: z.number() }),
  "transfers.progress": z.object({ transfers: z.array(Transfer) }),
  /** A sync under way; `total` null while the server has not said how many. */
  "sync.progress": z.object({
    accountId: AccountId,
    groupId: EntityId.nullable(),
    what: z.enum(["groups", "members", "files"]),
    done: z.number(),
    total: z.number().nullable(),
    isFinished: z.boolean(),
  }),
  /** The window got the focus, F5 was pressed, … : the shell's wishes, for the page to act on. */
  "shell.command": z.object({ command: z.enum(["focus", "refresh"]) }),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a caller passes: defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]["input"]>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]["input"]>;
export type CallOutput<N extends CallName> = z.output<Calls[N]["output"]>;
export type Handlers = { [N in CallName]: (input: ParsedInput<N>) => Promise<CallOutput<N>> };

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** How an answer travels: errors are values, because a thrown one would lose everything but its message. */
export const Reply = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  KeptError.extend({ ok: z.literal(false) }),
]);
export type Reply = z.infer<typeof Reply>;

/** What the preload (Electron) or the injected script (Chromium) puts on `window.qunzhu`. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply>;
  /** Returns a function that stops listening. */
  on(listener: (name: string, payload: unknown) => void): () => void;
  /** Turns a `File` the person dropped or picked into a handle; main alone learns its path. */
  adoptFile(file: File): Promise<Reply & { value?: FileHandle }>;
}
