import type { Account, Credential } from "../../../shared/domain/account.ts";
import { NewAccount } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import { type Command, type CommandInput, required } from "../command.ts";

const name = { name: { value: "N", help: "what you call the account; unique", isRequired: true } };
const server = {
  api: { value: "URL", help: "scheme, host and path prefix of the server", isRequired: true },
  "app-id": { value: "ID", help: "the app id (GeWe: the device's appId)", isRequired: true },
  "token-stdin": { help: "read a token from standard input" },
  "allow-insecure-http": { help: "agree that the token travels unencrypted (http:// beyond this machine)" },
};

async function secretOf(input: CommandInput, flag: string): Promise<string> {
  if (input.options[flag]) return input.stdin();
  if (input.secret) return input.secret;
  throw new AppError("invalid", `pass the secret: --${flag}, or the environment variable QUNZHU_SECRET`);
}

async function credentialOf(input: CommandInput): Promise<Credential> {
  const user = input.options.user;
  if (user === undefined) return { type: "token", token: await secretOf(input, "token-stdin") };
  return { type: "password", user, password: await secretOf(input, "password-stdin") };
}

/** What a command says of an account: nothing that is secret. */
function shown({ id, kind, name, apiUrl, appId, selfId, secretPlace }: Account) {
  return { id, kind, name, apiUrl, appId, selfId, secretPlace };
}

function add(kind: "lanying" | "gewe"): Command["run"] {
  return async (services, input) => {
    const parsed = NewAccount.safeParse({
      kind,
      name: required(input, "name"),
      apiUrl: required(input, "api"),
      appId: required(input, "app-id"),
      credential: await credentialOf(input),
      allowsInsecureHttp: input.options["allow-insecure-http"] !== undefined,
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError("invalid", `${issue?.path.join(".") ?? "input"}: ${issue?.message ?? "not valid"}`);
    }
    const accounts = await services.accounts.list();
    if (accounts.some((account) => account.name === parsed.data.name)) {
      throw new AppError("invalid", `there is an account named "${parsed.data.name}" already`);
    }
    return shown(await services.accounts.add(parsed.data));
  };
}

export const accountCommands: readonly Command[] = [
  {
    path: ["account", "add", "lanying"],
    summary: "Signs in to a Lanying server and keeps the account.",
    options: {
      ...name,
      ...server,
      user: { value: "U", help: "sign in by name and password" },
      "password-stdin": { help: "read the password from standard input" },
    },
    run: add("lanying"),
  },
  {
    path: ["account", "add", "gewe"],
    summary: "Checks a GeWe gateway's token and device, and keeps the account.",
    options: { ...name, ...server },
    run: add("gewe"),
  },
  {
    path: ["account", "list"],
    summary: "All accounts, without their secrets.",
    options: {},
    run: async (services) => (await services.accounts.list()).map(shown),
  },
  {
    path: ["account", "remove"],
    summary: "Forgets an account: its secrets, its cache, its transfers.",
    options: name,
    run: async (services, input) => {
      const account = await services.accountNamed(required(input, "name"));
      await services.accounts.remove(account.id);
      return { removed: account.name };
    },
  },
];
