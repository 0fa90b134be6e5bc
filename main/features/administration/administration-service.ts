import type { ActivityChange, ChangedValue } from "../../../shared/domain/activity.ts";
import type { Group } from "../../../shared/domain/group.ts";
import type { GroupSettings } from "../../../shared/domain/group-settings.ts";
import { AppError, nullWhenNotFound, toAppError } from "../../../shared/errors.ts";
import type { Emit } from "../../../shared/ipc/contract.ts";
import type { RemoteGroup } from "../../backends/backend.ts";
import type { Log } from "../../platform/log.ts";
import { pictureType } from "../../platform/picture-type.ts";
import { type ReadBack, readOnce } from "../../platform/read-back.ts";
import type { AccountsService } from "../accounts/accounts-service.ts";
import type { ActivityService } from "../activity/activity-service.ts";
import type { GroupsService } from "../groups/groups-service.ts";
import type { MembersService } from "../members/members-service.ts";
import { createDepartures } from "./departures.ts";
import { createGroupCreation, type NewGroup } from "./group-creation.ts";
import { valueIn } from "./group-values.ts";
import { administrationOf, type Picture, type Place } from "./place.ts";
import { type Act, actIn, createActRecorder } from "./recorded-act.ts";
import { createSettingChanges, type SettingChanges } from "./setting-changes.ts";

export interface AdministrationDeps {
  readonly groups: Pick<GroupsService, "get" | "reread" | "added" | "forget">;
  readonly members: Pick<MembersService, "get" | "cardChanged" | "handedOver">;
  readonly accounts: Pick<AccountsService, "get" | "backendFor">;
  readonly activity: ActivityService;
  readonly emit: Emit;
  readonly log: Log;
  /** Absent: reads follow writes at once. */
  readonly readBack?: ReadBack;
  readonly now?: () => number;
}

export type AdministrationService = ReturnType<typeof createAdministrationService>;

/** What an owner or admin does to a group itself: server first, then cache, then event; all of it in the journal. */
export function createAdministrationService(deps: AdministrationDeps) {
  const { groups, members, accounts, activity, emit, log, readBack = readOnce, now = Date.now } = deps;
  const recorder = createActRecorder(activity, readBack);

  async function placeOf(accountId: string, groupId: string): Promise<Place> {
    const group = await groups.get(accountId, groupId);
    const backend = accounts.backendFor(accountId);
    return { accountId, groupId, group, backend, administration: administrationOf(backend) };
  }

  /** The change itself is made; that the cache could not follow at once is not its failure. */
  async function refreshed(
    { accountId, groupId }: Place,
    isShown: (group: Group) => boolean = () => true,
  ): Promise<void> {
    const reread = async () => {
      await groups.reread(accountId, groupId);
      return await groups.get(accountId, groupId);
    };
    await readBack(reread, isShown).catch((cause: unknown) => {
      log.warn("a changed group could not be read again", { code: toAppError(cause).code });
    });
    emit("administration.changed", { accountId, groupId });
  }

  /** What is there before an act, for the journal only: the act is done also where that cannot be read. */
  async function valueBefore(place: Place, field: string): Promise<ChangedValue> {
    return await valueIn(place, field, accounts.get(place.accountId).selfId).catch((cause: unknown) => {
      log.warn("a value could not be read before its change", { code: toAppError(cause).code });
      return null;
    });
  }

  /** Changes one thing the group tells of itself. */
  async function changeGroup(
    place: Place,
    act: Pick<Act, "kind"> & Partial<Act>,
    steps: {
      readonly send: () => Promise<void>;
      readonly isDone: (told: ToldOfGroup) => boolean;
      /** No longer as before: a server may write what was set in a way of its own. */
      readonly isNew: (told: ToldOfGroup) => boolean;
      readonly changed?: () => Promise<ActivityChange | null>;
    },
  ): Promise<void> {
    await recorder.perform(actIn(place, act), {
      ...steps,
      isDone: async () => steps.isDone(await place.backend.group(place.groupId)),
      afterwards: () => refreshed(place, (group) => steps.isDone(group) || steps.isNew(group)),
    });
  }

  async function setAvatar(place: Place, picture: Picture): Promise<void> {
    const { accountId, groupId, backend, administration } = place;
    const before = (await backend.group(groupId)).avatar;
    await changeGroup(
      place,
      { kind: "change_avatar" },
      {
        send: () => administration.setAvatar(groupId, picture),
        isDone: ({ avatar }) => avatar !== before,
        isNew: ({ avatar }) => avatar !== before,
        changed: async () => {
          const after = (await groups.get(accountId, groupId)).avatar;
          return after === before ? null : { field: "avatar", before, after };
        },
      },
    );
  }

  const depart = createDepartures({ groups, recorder });
  const creation = createGroupCreation({ groups, accounts, recorder, readBack, placeOf, setAvatar, now });
  const changes = createSettingChanges({
    recorder,
    refreshed: (place) => refreshed(place),
    log,
    readBack,
    now,
  });

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
      const heir = await members.get(accountId, groupId, newOwnerId).catch(nullWhenNotFound);
      await changeGroup(
        place,
        { kind: "transfer_group", targetId: newOwnerId, targetName: heir?.name ?? null },
        {
          send: () => place.administration.transfer(groupId, newOwnerId),
          isDone: ({ ownerId }) => ownerId === newOwnerId,
          isNew: ({ ownerId }) => ownerId !== place.group.ownerId,
        },
      );
      await members.handedOver(accountId, groupId, newOwnerId);
    },

    /** An owner is refused (20004): the group must be handed over or destroyed. */
    async leave(accountId: string, groupId: string): Promise<void> {
      await depart(await placeOf(accountId, groupId), "leave_group");
    },

    async rename(accountId: string, groupId: string, name: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const before = place.group.name;
      await changeGroup(
        place,
        { kind: "rename_group", detail: `${before} → ${name}` },
        {
          send: () => place.administration.rename(groupId, name),
          isDone: (told) => told.name === name,
          isNew: (told) => told.name !== before,
          changed: async () => ({ field: "name", before, after: name }),
        },
      );
    },

    /** An empty text takes the description away. */
    async describe(accountId: string, groupId: string, description: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const before = place.group.description ?? (await valueBefore(place, "description"));
      await changeGroup(
        place,
        { kind: "describe_group", detail: description },
        {
          send: () => place.administration.describe(groupId, description),
          isDone: (told) => (told.description ?? "") === description,
          isNew: (told) => (told.description ?? "") !== (before ?? ""),
          changed: async () => ({ field: "description", before, after: description }),
        },
      );
    },

    async setExtension(accountId: string, groupId: string, extension: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const before = await valueBefore(place, "extension");
      const { administration } = place;
      await recorder.perform(actIn(place, { kind: "change_extension" }), {
        send: () => administration.setExtension(groupId, extension),
        isDone: async () => (await administration.settings(groupId)).extension === extension,
        async afterwards() {
          // Whoever hears of the change reads the settings.
          const shown = () => administration.settings(groupId);
          const isShown = (told: GroupSettings) => told.extension === extension || told.extension !== before;
          await readBack(shown, isShown).catch(() => "told later");
          await refreshed(place);
        },
        changed: async () => ({ field: "extension", before, after: extension }),
      });
    },

    async setAvatar(accountId: string, groupId: string, picture: Picture): Promise<void> {
      await setAvatar(await placeOf(accountId, groupId), picture);
    },

    /** Sets an earlier picture again by its address. Throws "not_found" where the server no longer has it. */
    async restoreAvatar(accountId: string, groupId: string, address: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const bytes = (await place.backend.avatar(address))?.bytes;
      const type = bytes && pictureType(bytes);
      if (!bytes || (type !== "image/png" && type !== "image/jpeg"))
        throw new AppError("not_found", "the earlier picture is no longer there");
      await setAvatar(place, { bytes, type });
    },

    /** Our own card in this group; an empty one takes it away. */
    async setCard(accountId: string, groupId: string, card: string): Promise<void> {
      const place = await placeOf(accountId, groupId);
      const { administration } = place;
      const { selfId } = accounts.get(accountId);
      const before = await valueBefore(place, "card");
      await recorder.perform(actIn(place, { kind: "change_card", detail: card }), {
        send: () => administration.setCard(groupId, card),
        isDone: async () =>
          selfId !== null && ((await administration.cards(groupId, [selfId])).get(selfId) ?? "") === card,
        async afterwards() {
          if (selfId !== null) await members.cardChanged(accountId, groupId, selfId, card);
          emit("administration.changed", { accountId, groupId });
        },
        changed: async () => ({ field: "card", before, after: card }),
      });
    },

    /** What holds on the server now, for {@link ActivityChange.field}; name and picture in the cache afterwards too. */
    async valueNow(accountId: string, groupId: string, field: string): Promise<ChangedValue> {
      if (field === "name" || field === "avatar" || field === "description")
        await groups.reread(accountId, groupId);
      return await valueIn(await placeOf(accountId, groupId), field, accounts.get(accountId).selfId);
    },

    /** As the server has them now; nothing of it is cached. */
    async settings(accountId: string, groupId: string): Promise<GroupSettings> {
      return await administrationOf(accounts.backendFor(accountId)).settings(groupId);
    },

    /** Answers what the server says afterwards; throws "unconfirmed" where it still shows the old value all the same. */
    async changeSettings(accountId: string, groupId: string, wanted: SettingChanges): Promise<GroupSettings> {
      return await changes.change(await placeOf(accountId, groupId), wanted);
    },

    /** Minutes; 0 lifts it, -1 is for ever. */
    async muteAll(accountId: string, groupId: string, minutes: number): Promise<GroupSettings> {
      return await changes.muteAll(await placeOf(accountId, groupId), minutes);
    },
  };
}

type ToldOfGroup = Pick<RemoteGroup, "name" | "description" | "avatar" | "ownerId">;

/** One click never destroys: the name must have been typed, spaces around it and the way it is composed aside. */
function requireName({ name }: Group, typedName: string): void {
  const plain = (text: string) => text.normalize("NFC").trim();
  if (plain(typedName) !== plain(name)) throw new AppError("invalid", "the typed name is not the group's");
}
