import type { Group } from "../../../shared/domain/group.ts";
import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import { AppError, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { GroupBackend, RemoteGroup } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { MembersService } from "../members/members-service.ts";
import { createGroupCreation, type NewGroup } from "./group-creation.ts";
import { administrationOf, type Picture, type Place } from "./place.ts";
import { publicGroups } from "./public-groups.ts";
import { type Act, createActRecorder } from "./recorded-act.ts";
import { createSettingChanges, type SettingChanges } from "./setting-changes.ts";

export interface AdministrationDeps {
  readonly groups: Pick<GroupsService, "get" | "reread" | "added" | "forget">;
  readonly members: Pick<MembersService, "get" | "renamed" | "handedOver">;
  readonly accounts: Pick<AccountsService, "get" | "backendFor">;
  readonly activity: ActivityService;
  readonly emit: Emit;
  readonly log: Log;
  readonly now?: () => number;
}

export type AdministrationService = ReturnType<typeof createAdministrationService>;

/** What an owner or admin does to a group itself: server first, then cache, then event; all of it in the journal. */
export function createAdministrationService(deps: AdministrationDeps) {
  const { groups, members, accounts, activity, emit, log, now = Date.now } = deps;
  const recorder = createActRecorder(activity);

  async function placeOf(accountId: string, groupId: string): Promise<Place> {
    const group = await groups.get(accountId, groupId);
    const backend = accounts.backendFor(accountId);
    return { accountId, groupId, group, backend, administration: administrationOf(backend) };
  }

  /** The change itself is made; that the cache could not follow at once is not its failure. */
  async function refreshed({ accountId, groupId }: Place): Promise<void> {
    await groups.reread(accountId, groupId).catch((cause: unknown) => {
      log.warn("a changed group could not be read again", { code: toAppError(cause).code });
    });
    emit("administration.changed", { accountId, groupId });
  }

  const actOn = ({ accountId, groupId, group }: Place, rest: Pick<Act, "kind"> & Partial<Act>): Act => ({
    accountId,
    groupId,
    groupName: group.name,
    ...rest,
  });

  /** Changes one thing the group tells of itself. */
  async function changeGroup(
    place: Place,
    act: Pick<Act, "kind"> & Partial<Act>,
    send: () => Promise<void>,
    isDone: (remote: RemoteGroup) => boolean,
  ): Promise<void> {
    await recorder.perform(actOn(place, act), {
      send,
      isDone: async () => isDone(await place.backend.group(place.groupId)),
      afterwards: () => refreshed(place),
    });
  }

  async function setAvatar(place: Place, picture: Picture): Promise<void> {
    const before = (await place.backend.group(place.groupId)).avatar;
    await changeGroup(
      place,
      { kind: "change_avatar" },
      () => place.administration.setAvatar(place.groupId, picture),
      ({ avatar }) => avatar !== before,
    );
  }

  /** Ends our part in a group: it then leaves the cache. */
  async function depart(place: Place, kind: "destroy_group" | "leave_group"): Promise<void> {
    const { accountId, groupId, backend, administration } = place;
    await recorder.perform(actOn(place, { kind }), {
      send: () =>
        kind === "destroy_group" ? administration.destroy(groupId) : administration.leave(groupId),
      isDone: async () => !(await isJoined(backend, groupId)),
      afterwards: () => groups.forget(accountId, groupId),
    });
  }

  const creation = createGroupCreation({ groups, accounts, recorder, placeOf, setAvatar, now });
  const changes = createSettingChanges({ recorder, refreshed, now });

  return {
    create: (input: NewGroup) => creation.create(input),

    /** Throws "invalid" unless the typed name is the group's. */
    async destroy(accountId: string, groupId: string, typedName: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      requireName(place.group, typedName);
      await depart(place, "destroy_group");
    },

    /** Throws "invalid" unless the typed name is the group's; "refused" where the person cannot become owner. */
    async transfer(accountId: string, groupId: string, newOwnerId: string, typedName: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      requireName(place.group, typedName);
      const heir = await members.get(accountId, groupId, newOwnerId).catch(nullWhenUnknown);
      await changeGroup(
        place,
        { kind: "transfer_group", targetId: newOwnerId, targetName: heir?.name ?? null },
        () => place.administration.transfer(groupId, newOwnerId),
        ({ ownerId }) => ownerId === newOwnerId,
      );
      await members.handedOver(accountId, groupId, newOwnerId);
    },

    /** An owner is refused (20004): the group must be handed over or destroyed. */
    async leave(accountId: string, groupId: string): Promise<void> {
      await depart(await placeOf(accountId, groupId), "leave_group");
    },

    async rename(accountId: string, groupId: string, name: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const detail = `${place.group.name} → ${name}`;
      await changeGroup(
        place,
        { kind: "rename_group", detail },
        () => place.administration.rename(groupId, name),
        (remote) => remote.name === name,
      );
    },

    /** An empty text takes the description away. */
    async describe(accountId: string, groupId: string, description: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      await changeGroup(
        place,
        { kind: "describe_group", detail: description },
        () => place.administration.describe(groupId, description),
        (remote) => (remote.description ?? "") === description,
      );
    },

    async setExtension(accountId: string, groupId: string, extension: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const { administration } = place;
      await recorder.perform(actOn(place, { kind: "change_extension" }), {
        send: () => administration.setExtension(groupId, extension),
        isDone: async () => (await administration.settings(groupId)).extension === extension,
        afterwards: () => refreshed(place),
      });
    },

    async setAvatar(accountId: string, groupId: string, picture: Picture): Promise<void> {
      await setAvatar(await placeOf(accountId, groupId), picture);
    },

    /** Our own card in this group; an empty one takes it away. */
    async setCard(accountId: string, groupId: string, card: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const { administration } = place;
      const { selfId } = accounts.get(accountId);
      await recorder.perform(actOn(place, { kind: "change_card", detail: card }), {
        send: () => administration.setCard(groupId, card),
        isDone: async () =>
          selfId !== null && ((await administration.cards(groupId, [selfId])).get(selfId) ?? "") === card,
        async afterwards() {
          if (selfId !== null) await members.renamed(accountId, groupId, selfId, card);
          emit("administration.changed", { accountId, groupId });
        },
      });
    },

    publicGroups: (accountId: string) => publicGroups(accounts.backendFor(accountId)),

    /** As the server has them now; nothing of it is cached. */
    async settings(accountId: string, groupId: string): Promise<GroupSettings> {
      return await administrationOf(accounts.backendFor(accountId)).settings(groupId);
    },

    /** Answers what the server says afterwards; throws "refused" where it kept the old value all the same. */
    async changeSettings(accountId: string, groupId: string, wanted: SettingChanges): Promise<GroupSettings> {
      return await changes.change(await placeOf(accountId, groupId), wanted);
    },

    /** Minutes; 0 lifts it, -1 is for ever. */
    async muteAll(accountId: string, groupId: string, minutes: number): Promise<GroupSettings> {
      return await changes.muteAll(await placeOf(accountId, groupId), minutes);
    },
  };
}

/** One click never destroys: the name must have been typed, spaces around it and the way it is composed aside. */
function requireName({ name }: Group, typedName: string): void {
  const plain = (text: string) => text.normalize("NFC").trim();
  if (plain(typedName) !== plain(name)) throw new AppError("invalid", "the typed name is not the group's");
}

async function isJoined(backend: GroupBackend, groupId: string): Promise<boolean> {
  for await (const page of backend.groups()) if (page.some(({ id }) => id === groupId)) return true;
  return false;
}

function nullWhenUnknown(cause: unknown): null {
  if (toAppError(cause).code === "not_found") return null;
  throw cause;
}
