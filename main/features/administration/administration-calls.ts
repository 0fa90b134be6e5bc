import { AppError } from "../../../shared/errors.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import { pictureType } from "../../platform/picture-type.ts";
import type { AdministrationService } from "./administration-service.ts";
import type { Picture } from "./place.ts";

type AdministrationCalls = Pick<
  Handlers,
  | "groups.create"
  | "groups.destroy"
  | "groups.transfer"
  | "groups.leave"
  | "groups.rename"
  | "groups.describe"
  | "groups.setExtension"
  | "groups.setAvatar"
  | "groups.setCard"
  | "groups.settings"
  | "groups.changeSettings"
  | "groups.muteAll"
>;

export function createAdministrationCalls(service: AdministrationService): AdministrationCalls {
  return {
    "groups.create": async ({ avatar, ...group }) =>
      service.create({ ...group, avatar: avatar && pictureOf(avatar.base64) }),
    "groups.destroy": ({ accountId, groupId, typedName }) => service.destroy(accountId, groupId, typedName),
    "groups.transfer": ({ accountId, groupId, newOwnerId, typedName }) =>
      service.transfer(accountId, groupId, newOwnerId, typedName),
    "groups.leave": ({ accountId, groupId }) => service.leave(accountId, groupId),
    "groups.rename": ({ accountId, groupId, name }) => service.rename(accountId, groupId, name),
    "groups.describe": ({ accountId, groupId, description }) =>
      service.describe(accountId, groupId, description),
    "groups.setExtension": ({ accountId, groupId, extension }) =>
      service.setExtension(accountId, groupId, extension),
    "groups.setAvatar": async ({ accountId, groupId, base64 }) =>
      service.setAvatar(accountId, groupId, pictureOf(base64)),
    "groups.setCard": ({ accountId, groupId, card }) => service.setCard(accountId, groupId, card),
    "groups.settings": ({ accountId, groupId }) => service.settings(accountId, groupId),
    "groups.changeSettings": ({ accountId, groupId, changes }) =>
      service.changeSettings(accountId, groupId, changes),
    "groups.muteAll": ({ accountId, groupId, minutes }) => service.muteAll(accountId, groupId, minutes),
  };
}

/** What the bytes are counts, not what the page called them. */
function pictureOf(base64: string): Picture {
  const bytes = Buffer.from(base64, "base64");
  const type = pictureType(bytes);
  if (type !== "image/png" && type !== "image/jpeg")
    throw new AppError("unreadable_image", "a group's picture must be a PNG or a JPEG");
  return { bytes, type };
}
