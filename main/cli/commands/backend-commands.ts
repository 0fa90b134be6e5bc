import { AppError } from "../../../shared/errors.ts";
import { type Command, required } from "../command.ts";

export const backendCommands: readonly Command[] = [
  {
    path: ["call"],
    summary:
      "Any operation of the account's server by its path, e.g. `call /group/ban`; ids are strings in and out.",
    options: {
      account: { value: "N", help: "the account's name", isRequired: true },
      input: { value: "JSON", help: "the operation's parameters (default: {})" },
    },
    argumentName: "PATH",
    run: async (services, input) => {
      const { id } = await services.accountNamed(required(input, "account"));
      const [path] = input.arguments;
      if (path === undefined || input.arguments.length > 1)
        throw new AppError("invalid", "pass one path, e.g. /group/info");
      const parameters = (() => {
        try {
          return JSON.parse(input.options.input ?? "{}") as unknown;
        } catch (cause) {
          throw new AppError("invalid", "--input is not JSON", { cause });
        }
      })();
      return (await services.accounts.backendFor(id)).call(path, parameters);
    },
  },
];
