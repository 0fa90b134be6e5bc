import { resolve } from "node:path";
import { AppError } from "../../../shared/errors.ts";
import type { Services } from "../../services.ts";
import { type Command, type CommandInput, required } from "../command.ts";

const inGroup = {
  account: { value: "N", help: "the account's name", isRequired: true },
  group: { value: "ID", help: "the group's id", isRequired: true },
};
const file = { file: { value: "ID", help: "the file's id, as `files list` shows it", isRequired: true } };

async function place(
  services: Services,
  input: CommandInput,
): Promise<{ accountId: string; groupId: string }> {
  const { id } = await services.accountNamed(required(input, "account"));
  return { accountId: id, groupId: required(input, "group") };
}

export const fileCommands: readonly Command[] = [
  {
    path: ["files", "list"],
    summary: "The group's files, read from the server: id, name, size, uploaderId, createdAt.",
    options: inGroup,
    run: async (services, input) => {
      const { accountId, groupId } = await place(services, input);
      await services.files.sync(accountId, groupId);
      const files = await services.everyFile(accountId, groupId);
      return files.map(({ id, name, size, uploaderId, createdAt }) => ({
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
    summary: "Uploads files, one after another: fileId, name, size of each.",
    options: { ...inGroup, name: { value: "NAME", help: "the name in the group (one file only)" } },
    argumentName: "PATH…",
    run: async (services, input) => {
      const { accountId, groupId } = await place(services, input);
      const paths = input.arguments.map((path) => resolve(path));
      if (paths.length === 0) throw new AppError("invalid", "name at least one file");
      const name = input.options.name;
      if (name !== undefined && paths.length > 1) throw new AppError("invalid", "--name goes with one file");
      const uploaded = [];
      for (const path of paths)
        uploaded.push(await services.transfers.uploadAndWait(accountId, groupId, path, name));
      return paths.length === 1 ? uploaded[0] : uploaded;
    },
  },
  {
    path: ["files", "download"],
    summary: "Downloads one file without ever overwriting: path and size.",
    options: { ...inGroup, ...file, to: { value: "DIR", help: "the folder (default: this one)" } },
    run: async (services, input) => {
      const { accountId, groupId } = await place(services, input);
      await services.files.sync(accountId, groupId);
      const folder = resolve(input.options.to ?? ".");
      return services.transfers.downloadAndWait(accountId, groupId, required(input, "file"), folder);
    },
  },
  {
    path: ["files", "rename"],
    summary: "Gives a file in the group another name.",
    options: { ...inGroup, ...file, name: { value: "NAME", help: "the new name", isRequired: true } },
    run: async (services, input) => {
      const { accountId, groupId } = await place(services, input);
      const fileId = required(input, "file");
      const name = required(input, "name");
      await services.files.rename(accountId, groupId, fileId, name);
      return { fileId, name };
    },
  },
  {
    path: ["files", "delete"],
    summary: "Deletes a file from the group. Cannot be undone.",
    options: { ...inGroup, ...file },
    run: async (services, input) => {
      const { accountId, groupId } = await place(services, input);
      const fileId = required(input, "file");
      const [result] = await services.files.remove(accountId, groupId, [fileId]);
      if (!result?.isDeleted) throw new AppError("refused", result?.reason ?? "the server did not delete it");
      return { fileId };
    },
  },
];
