import type { Account, AccountKind, Credential } from "../../../shared/domain/account.ts";
import { NewAccount } from "../../../shared/domain/account.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { required } from "../options.ts";

const name = { name: { value: "N", help: "what you call the account; unique", isRequired: true } };
const server = {
  api: { value: "URL", help: "scheme, host and path prefix of the server", isRequired: true },
  "app-id": { value: "ID", help: "the app id (GeWe: the device's appId)", isRequired: true },
};
const token = {
  "token-stdin": { help: "read a token from standard input" },
  "allow-insecure-http": { help: "agree that the token travels unencrypted (http:// beyond this machine)" },
};

async function secretOf(input: CommandInput, flag: string): Promise<string> {
  if (input.options[flag]) return input.stdin();
  if (input.secret) return input.secret;
  throw new AppError("invalid", `pass the secret: --${flag}, or the environment variable QUNZHU_SECRET`);
}

async function credentialOf(input: CommandInput): Promise<Credential> {
  const { user, "password-stdin": hasPassword, "token-stdin": hasToken } = input.options;
  if (hasToken && (hasPassword || user !== undefined)) {
    throw new AppError("invalid", "--token-stdin goes without --user and --password-stdin");
  }
  if (user === undefined) {
    if (hasPassword) throw new AppError("invalid", "--password-stdin goes with --user");
    return { type: "token", token: await secretOf(input, "token-stdin") };
  }
  return { type: "password", user, password: await secretOf(input, "password-stdin") };
}

/** What a command says of an account: nothing that is secret. */
function shown({ id, kind, name, apiUrl, appId, userName, selfId, secretPlace }: Account) {
  return { id, kind, name, apiUrl, appId, userName, selfId, secretPlace };
}

const optionOf: Readonly<Record<string, string>> = { apiUrl: "--api", appId: "--app-id", name: "--name" };

/** Names the option that is wrong, and never what stood in it. */
function newAccountOf(account: unknown): NewAccount {
  const parsed = NewAccount.safeParse(account);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join(".") ?? "";
  throw new AppError("invalid", `${optionOf[field] ?? field}: ${issue?.message ?? "not valid"}`);
}

function add(kind: AccountKind): Command["run"] {
  return async (session, input) => {
    const account = newAccountOf({
      kind,
      name: required(input, "name"),
      apiUrl: required(input, "api"),
      appId: required(input, "app-id"),
      credential: await credentialOf(input),
      allowsInsecureHttp: input.options["allow-insecure-http"] !== undefined,
    });
    const { accounts, log } = await session.services();
    const { credential } = account;
    log.registerSecret(credential.type === "token" ? credential.token : credential.password);
    if (accounts.list().some((known) => known.name === account.name)) {
      throw new AppError("invalid", `there is an account named "${account.name}" already`);
    }
    return shown(await accounts.add(account));
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
      ...token,
    },
    run: add("lanying"),
  },
  {
    path: ["account", "add", "gewe"],
    summary: "Checks a GeWe gateway's token and device, and keeps the account.",
    options: { ...name, ...server, ...token },
    run: add("gewe"),
  },
  {
    path: ["account", "list"],
    summary:
      "All accounts, without their secrets; slowedUntil (ms; null: not so): until when its server asked for fewer calls.",
    options: {},
    run: async (session) => {
      const accounts = (await session.services()).accounts.list();
      return accounts.map((account) => ({ ...shown(account), slowedUntil: account.slowedUntil }));
    },
  },
  {
    path: ["account", "remove"],
    summary: "Forgets an account: its secrets, its cache, its transfers.",
    options: name,
    run: async (session, input) => {
      const account = await session.account(required(input, "name"));
      await (await session.services()).accounts.remove(account.id);
      return { removed: account.name };
    },
  },
];
