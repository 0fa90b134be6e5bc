import { AppError } from "../../../shared/errors.ts";
import { parseWire } from "../../platform/wire-json.ts";
import type { Command } from "../command.ts";
import { onlyArgument, required } from "../options.ts";

/** A JSON object; ids in it may be numbers of any length or strings. */
function parametersOf(text: string): object {
  let value: unknown;
  try {
    value = parseWire(text);
  } catch {
    // The parser's own message quotes the text.
    throw new AppError("invalid", "--input is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("invalid", "--input takes a JSON object");
  }
  return value;
}

export const backendCommands: readonly Command[] = [
  {
    path: ["call"],
    summary:
      "Any operation of the account's server by its path, e.g. `call /group/ban`; ids are strings in and out. WeChat keeps its pace.",
    options: {
      account: { value: "N", help: "the account's name", isRequired: true },
      input: { value: "JSON", help: "the operation's parameters (default: {})" },
    },
    argumentName: "PATH",
    run: async (session, input) => {
      const path = onlyArgument(input, "path, e.g. /group/info");
      const parameters = parametersOf(input.options.input ?? "{}");
      const { id } = await session.signedIn(required(input, "account"));
      return (await session.services()).call(id, path, parameters);
    },
  },
];
