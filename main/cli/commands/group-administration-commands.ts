import { NewGroupType } from "../../../shared/domain/group.ts";
import { passedOnExtension } from "../../../shared/domain/group-settings.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { readPeople } from "../id-list.ts";
import { accountOption, groupOf, groupOptions, type InGroup } from "../in-group.ts";
import { onlyArgument, required } from "../options.ts";
import { pictureFile } from "../picture-file.ts";

/** A name, 1 to 100 characters. */
function nameFrom(input: CommandInput): string {
  const name = required(input, "name").trim();
  if (name === "" || name.length > 100) throw new AppError("invalid", "--name takes 1 to 100 characters");
  return name;
}

function typeFrom(input: CommandInput): NewGroupType {
  const type = NewGroupType.safeParse(input.options.type ?? "private");
  if (type.success) return type.data;
  throw new AppError("invalid", `--type takes one of: ${NewGroupType.options.join(", ")}`);
}

function changeCommand(
  name: string,
  summary: string,
  options: Command["options"],
  change: (place: InGroup, input: CommandInput) => Promise<unknown>,
  argumentName?: string,
): Command {
  return {
    path: ["groups", name],
    summary,
    options: { ...groupOptions, ...options },
    ...(argumentName === undefined ? {} : { argumentName }),
    run: async (session, input) => change(await groupOf(session, input), input),
  };
}

const typedName = {
  "typed-name": { value: "NAME", help: "the group's name, to make sure", isRequired: true },
} as const;

/** What an owner or admin does to one group. */
export const groupAdministrationCommands: readonly Command[] = [
  {
    path: ["groups", "create"],
    summary: "Makes a group: groupId, name, type, and problem where its picture was not set.",
    options: {
      ...accountOption,
      name: { value: "NAME", help: "its name", isRequired: true },
      description: { value: "TEXT", help: "what it is about" },
      type: { value: "TYPE", help: "private (default), chatroom or temporary" },
      users: { value: "FILE|IDS", help: "first members: a CSV file, or ids with commas" },
      picture: { value: "IMAGE", help: "a PNG or JPEG file" },
    },
    run: async (session, input) => {
      const { users, picture, description = "" } = input.options;
      const name = nameFrom(input);
      const type = typeFrom(input);
      const userIds = users === undefined ? [] : await readPeople(users);
      const avatar = picture === undefined ? null : await pictureFile(picture);
      const { id: accountId } = await session.signedIn(required(input, "account"));
      const { administration } = await session.services();
      const { group, problem } = await administration.create({
        accountId,
        name,
        description,
        type,
        userIds,
        avatar,
      });
      return { groupId: group.id, name: group.name, type: group.type, problem };
    },
  },
  changeCommand(
    "rename",
    "Gives a group another name.",
    { name: { value: "NAME", help: "the new name", isRequired: true } },
    ({ services, accountId, groupId }, input) =>
      services.administration.rename(accountId, groupId, nameFrom(input)),
  ),
  changeCommand(
    "describe",
    "Changes a group's description; an empty one takes it away.",
    { description: { value: "TEXT", help: "the new one", isRequired: true } },
    ({ services, accountId, groupId }, input) =>
      services.administration.describe(accountId, groupId, required(input, "description")),
  ),
  changeCommand(
    "extend",
    "Changes a group's extension, the text that apps give a meaning, often JSON. Answers a warning where it is long.",
    { extension: { value: "TEXT", help: "the new one", isRequired: true } },
    async ({ services, accountId, groupId }, input) => {
      const extension = required(input, "extension");
      await services.administration.setExtension(accountId, groupId, extension);
      if (extension.length <= passedOnExtension) return;
      const limit = `longer than ${passedOnExtension} characters`;
      return { warning: `the extension is ${limit}: Lanying's own services do not pass that on` };
    },
  ),
  changeCommand(
    "picture",
    "Gives a group another picture.",
    {},
    async ({ services, accountId, groupId }, input) =>
      services.administration.setAvatar(accountId, groupId, await pictureFile(onlyArgument(input, "image"))),
    "IMAGE",
  ),
  changeCommand(
    "card",
    "Changes our own card in a group; an empty one takes it away.",
    { card: { value: "TEXT", help: "the new one", isRequired: true } },
    ({ services, accountId, groupId }, input) =>
      services.administration.setCard(accountId, groupId, required(input, "card")),
  ),
  changeCommand(
    "transfer",
    "Makes a member the owner; only they can give it back.",
    { to: { value: "USER", help: "the new owner's id", isRequired: true }, ...typedName },
    ({ services, accountId, groupId }, input) =>
      services.administration.transfer(
        accountId,
        groupId,
        required(input, "to"),
        required(input, "typed-name"),
      ),
  ),
  changeCommand(
    "destroy",
    "Ends a group for everybody; cannot be undone.",
    typedName,
    ({ services, accountId, groupId }, input) =>
      services.administration.destroy(accountId, groupId, required(input, "typed-name")),
  ),
];
