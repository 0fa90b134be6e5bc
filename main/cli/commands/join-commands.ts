import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import { readCodesFromImage } from "../../features/join/read-image-file.ts";
import { type Command, required } from "../command.ts";

/** The one joinable text of an image, or the argument itself when it is no file. */
async function textOf(argument: string): Promise<string> {
  const path = resolve(argument);
  if (!existsSync(path)) return argument;
  const codes = await readCodesFromImage(path);
  const joinable = codes.filter(({ kind }) =>
    ["lanying_group", "wechat_group", "wechat_invite"].includes(kind),
  );
  const [first, second] = joinable.length > 0 ? joinable : codes;
  if (!first) throw new AppError("not_found", "no QR code was found in the image");
  if (second)
    throw new AppError("invalid", "the image holds several codes; read them with `qr read` and join by text");
  return first.text;
}

export const joinCommands: readonly Command[] = [
  {
    path: ["qr", "read"],
    summary: "Reads every QR code of the images: text, kind, corners. Opens and joins nothing.",
    options: {},
    argumentName: "IMAGE…",
    run: async (_services, input) => {
      if (input.arguments.length === 0) throw new AppError("invalid", "name at least one image");
      const read = [];
      for (const image of input.arguments)
        read.push({ image, codes: await readCodesFromImage(resolve(image)) });
      return read;
    },
  },
  {
    path: ["join"],
    summary:
      "Joins the group of a code: outcome, groupId, groupName, message. Without --yes it only shows what the code is.",
    options: {
      account: { value: "N", help: "the account that joins", isRequired: true },
      yes: { help: "really join" },
    },
    argumentName: "IMAGE|TEXT",
    run: async (services, input) => {
      const { id } = await services.accountNamed(required(input, "account"));
      const [argument] = input.arguments;
      if (argument === undefined || input.arguments.length > 1)
        throw new AppError("invalid", "pass one image or one text");
      const text = await textOf(argument);
      if (input.options.yes) return services.join.join({ accountId: id, text });
      const { kind } = parseCode(text);
      throw new AppError("invalid", `this is a ${kind} code; add --yes to join with this account`);
    },
  },
];
