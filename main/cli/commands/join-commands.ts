import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { AccountKind } from "../../../shared/domain/account.ts";
import { joiningAccountKind, parseCode } from "../../../shared/domain/qr-payload.ts";
import { AppError } from "../../../shared/errors.ts";
import { readCodesFromImage } from "../../features/join/read-image-file.ts";
import type { Command } from "../command.ts";
import { naming } from "../naming.ts";
import { onlyArgument, required } from "../options.ts";

const imageName = /\.(png|jpe?g|gif|bmp|webp|heic|avif)$/i;

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The one text of an image that this kind of account can join by, or the argument itself when it is no file. */
async function textOf(argument: string, kind: AccountKind): Promise<string> {
  const path = resolve(argument);
  if (!(await isFile(path))) {
    if (imageName.test(argument) && parseCode(argument).kind === "text") {
      throw new AppError("file_error", `there is no file ${argument}`);
    }
    return argument;
  }
  const codes = await naming(argument, readCodesFromImage(path));
  const joinable = codes.filter((code) => joiningAccountKind(code.kind) === kind);
  const [first, second] = joinable.length > 0 ? joinable : codes;
  if (!first) throw new AppError("not_found", `${argument}: no QR code was found in the image`);
  if (second) throw new AppError("invalid", `${argument}: several codes; see \`qr read\` and join by text`);
  return first.text;
}

export const joinCommands: readonly Command[] = [
  {
    path: ["qr", "read"],
    summary: "Reads every QR code of the images: text, kind, corners. Opens and joins nothing.",
    options: {},
    argumentName: "IMAGE…",
    run: async (_session, input) => {
      if (input.arguments.length === 0) throw new AppError("invalid", "name at least one image");
      const read = [];
      for (const image of input.arguments) {
        read.push({ image, codes: await naming(image, readCodesFromImage(resolve(image))) });
      }
      return read;
    },
  },
  {
    path: ["join"],
    summary:
      "Joins the group of a code: outcome, groupId, groupName, message. Without --yes it only says what the code is.",
    options: {
      account: { value: "N", help: "the name of the account that joins", isRequired: true },
      yes: { help: "really join" },
    },
    argumentName: "IMAGE|TEXT",
    run: async (session, input) => {
      const argument = onlyArgument(input, "image or text");
      const name = required(input, "account");
      const text = await textOf(argument, (await session.account(name)).kind);
      if (!input.options.yes) {
        throw new AppError(
          "invalid",
          `this is a ${parseCode(text).kind} code; add --yes to join with "${name}"`,
        );
      }
      const { id: accountId } = await session.signedIn(name);
      const joined = await (await session.services()).join.join({ accountId, text });
      const { outcome, groupId, groupName, message } = joined;
      return { outcome, groupId, groupName, message };
    },
  },
];
