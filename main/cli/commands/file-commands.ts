import { resolve } from "node:path";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { naming } from "../naming.ts";
import { required } from "../options.ts";
import type { Session } from "../session.ts";

const inGroup = {
  account: { value: "N", help: "the account's name", isRequired: true },
  group: { value: "ID", help: "the group's id", isRequired: true },
};
const file = { file: { value: "ID", help: "the file's id, as `files list` shows it", isRequired: true } };

async function place(session: Session, input: CommandInput) {
  const { id: accountId } = await session.signedIn(required(input, "account"));
  const { files, transfers, everyFile } = await session.services();
  return { files, transfers, everyFile, accountId, groupId: required(input, "group") };
}

export const fileCommands: readonly Command[] = [
  {
    path: ["files", "list"],
    summary: "The group's files, read from the server: id, name, size, uploaderId, createdAt.",
    options: inGroup,
    run: async (session, input) => {
      const { files, everyFile, accountId, groupId } = await place(session, input);
      await files.sync(accountId, groupId);
      return (await everyFile(accountId, groupId)).map(({ id, name, size, uploaderId, createdAt }) => ({
        id,
        name,
        size,
        uploaderId,
        createdAt,
      }));
    },
  },
  {
    path: ["files", "upload"],
    summary:
      "Uploads files, one after another; the first that fails ends it. fileId, name, size: of each where there are several.",
    options: { ...inGroup, name: { value: "NAME", help: "the name in the group (one file only)" } },
    argumentName: "PATH…",
    run: async (session, input) => {
      const name = input.options.name;
      const [first, ...others] = input.arguments;
      if (first === undefined) throw new AppError("invalid", "name at least one file");
      if (name !== undefined && others.length > 0) throw new AppError("invalid", "--name goes with one file");
      const { transfers, accountId, groupId } = await place(session, input);
      const upload = (path: string) =>
        naming(path, transfers.uploadAndWait(accountId, groupId, resolve(path), name));
      if (others.length === 0) return upload(first);
      const uploaded = [];
      for (const path of input.arguments) uploaded.push(await upload(path));
      return uploaded;
    },
  },
  {
    path: ["files", "download"],
    summary: "Downloads one file without ever overwriting: path and size.",
    options: { ...inGroup, ...file, to: { value: "DIR", help: "the folder (default: this one)" } },
    run: async (session, input) => {
      const { files, transfers, accountId, groupId } = await place(session, input);
      await files.sync(accountId, groupId);
      const folder = resolve(input.options.to ?? ".");
      return transfers.downloadAndWait(accountId, groupId, required(input, "file"), folder);
    },
  },
  {
    path: ["files", "rename"],
    summary: "Gives a file in the group another name.",
    options: { ...inGroup, ...file, name: { value: "NAME", help: "the new name", isRequired: true } },
    run: async (session, input) => {
      const { files, accountId, groupId } = await place(session, input);
      const fileId = required(input, "file");
      const name = required(input, "name");
      await files.rename(accountId, groupId, fileId, name);
      return { fileId, name };
    },
  },
];
