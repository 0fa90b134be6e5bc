import type { Group, NewGroupType } from "../../../shared/domain/group.ts";
import { effectOf, errorWords, toAppError } from "../../../shared/errors.ts";
import type { GroupBackend, RemoteGroup } from "../../backends/backend.ts";
import type { ReadBack } from "../../platform/read-back.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import { administrationOf, type Picture, type Place } from "./place.ts";
import { type Act, type ActRecorder, endOf } from "./recorded-act.ts";

export interface NewGroup {
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly type: NewGroupType;
  readonly userIds: readonly string[];
  readonly avatar: Picture | null;
}

export interface GroupCreationDeps {
  readonly groups: Pick<GroupsService, "get" | "added">;
  readonly accounts: Pick<AccountsService, "get" | "backendFor">;
  readonly recorder: ActRecorder;
  readonly readBack: ReadBack;
  readonly placeOf: (accountId: string, groupId: string) => Promise<Place>;
  readonly setAvatar: (place: Place, picture: Picture) => Promise<void>;
  readonly now: () => number;
}

const clockToleranceMs = 5 * 60_000;

export function createGroupCreation(deps: GroupCreationDeps) {
  const { groups, accounts, recorder, readBack, placeOf, setAvatar, now } = deps;

  async function make({ accountId, name, description, type, userIds }: NewGroup): Promise<RemoteGroup> {
    const backend = accounts.backendFor(accountId);
    const administration = administrationOf(backend);
    const startedAt = now();
    try {
      return await administration.create({ name, description, type, userIds });
    } catch (cause) {
      if (effectOf(cause) !== "unknown") throw cause;
      const find = () => findMade(backend, { accountId, name, startedAt });
      const made = await readBack(find, (found) => found !== null, { isCostly: true }).catch(() => null);
      if (made === null) throw cause;
      return made;
    }
  }

  /** A group of that name that is ours, that we did not know and that is new; null unless there is exactly one. */
  async function findMade(
    backend: GroupBackend,
    { accountId, name, startedAt }: { accountId: string; name: string; startedAt: number },
  ): Promise<RemoteGroup | null> {
    const { selfId } = accounts.get(accountId);
    const found: RemoteGroup[] = [];
    for await (const page of backend.groups()) {
      for (const { id, ownerId, name: itsName } of page) {
        if (itsName !== name || ownerId !== selfId || (await isKnown(accountId, id))) continue;
        const remote = await backend.group(id);
        if (remote.createdAt === null || remote.createdAt > startedAt - clockToleranceMs) found.push(remote);
      }
    }
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  async function isKnown(accountId: string, groupId: string): Promise<boolean> {
    return await groups.get(accountId, groupId).then(
      () => true,
      () => false,
    );
  }

  return {
    /** A picture that could not be set is told as a problem: the group is there and stays. */
    async create(input: NewGroup): Promise<{ group: Group; problem: string | null }> {
      const { accountId, avatar } = input;
      const act: Act = { kind: "create_group", accountId, groupId: null, groupName: input.name };
      const remote = await recorder.attempt([act], async ({ ended }) => {
        const made = await make(input);
        ended(endOf({ ...act, groupId: made.id }, null));
        return made;
      });
      // Whoever opens the new group, or sets its picture, asks the server for it. It is made all the same.
      const backend = accounts.backendFor(accountId);
      await readBack(() => backend.group(remote.id), Boolean).catch(() => "told later");
      const group = await groups.added(accountId, { ...remote, role: "owner" });
      if (avatar === null) return { group, problem: null };
      try {
        await setAvatar(await placeOf(accountId, group.id), avatar);
        return { group: await groups.get(accountId, group.id), problem: null };
      } catch (cause) {
        return { group, problem: errorWords(toAppError(cause)) };
      }
    },
  };
}
