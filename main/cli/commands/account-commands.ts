import type { Account, AccountKind, Credential } from "../../../shared/domain/account.ts";
import { NewAccount } from "../../../shared/domain/account.ts";
import { geweAddress, geweService } from "../../../shared/domain/gewe-account.ts";
import { tokenClaims } from "../../../shared/domain/token-claims.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command, CommandInput } from "../command.ts";
import { required } from "../options.ts";

const name = { name: { value: "N", help: "what you call the account; unique", isRequired: true } };
const api = { value: "URL", help: "scheme, host and path prefix of the server" };
const appId = { value: "ID", isRequired: true };
/** As people have them: the vendor's own service where none is named, and the device's id by either name. */
const gateway = {
  api: {
    value: "URL",
    help: `the gateway's address, a host is enough (default: ${geweService.address})`,
  },
  "device-id": { value: "ID", help: "the device's id (wx_…) from the console" },
  "app-id": { value: "ID", help: "the same by the name it has in the API" },
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
  const { user, "password-stdin": hasPassword, "token-stdin": hasToken, "user-id": userId } = input.options;
  if (hasToken && (hasPassword || user !== undefined)) {
    throw new AppError("invalid", "--token-stdin goes without --user and --password-stdin");
  }
  if (user === undefined) {
    if (hasPassword) throw new AppError("invalid", "--password-stdin goes with --user");
    const token = await secretOf(input, "token-stdin");
    if (userId === undefined && tokenClaims(token).isAdmin) {
      throw new AppError(
        "invalid",
        "this is an administrator's token: --user-id says which user it acts for",
      );
    }
    return { type: "token", token, ...(userId !== undefined && { userId }) };
  }
  if (userId !== undefined) throw new AppError("invalid", "--user-id goes with an administrator's token");
  return { type: "password", user, password: await secretOf(input, "password-stdin") };
}

/** What a command says of an account: nothing that is secret. */
function shown(account: Account) {
  const { id, kind, name, apiUrl, directory, appId, userName, selfId, secretPlace, isDeviceOffline } =
    account;
  const device = isDeviceOffline === undefined ? {} : { isDeviceOffline };
  return { id, kind, name, apiUrl, directory, appId, userName, selfId, secretPlace, ...device };
}

const optionOf: Readonly<Record<string, string>> = {
  apiUrl: "--api",
  directory: "--dns",
  appId: "--app-id",
  name: "--name",
  "credential.userId": "--user-id",
};

/** Names the option that is wrong, and never what stood in it. */
function newAccountOf(account: unknown): NewAccount {
  const parsed = NewAccount.safeParse(account);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join(".") ?? "";
  throw new AppError("invalid", `${optionOf[field] ?? field}: ${issue?.message ?? "not valid"}`);
}

function gatewayOf({ options }: CommandInput): Pick<NewAccount, "apiUrl" | "appId"> {
  const appId = options["device-id"] ?? options["app-id"];
  if (appId === undefined) throw new AppError("invalid", "--device-id is missing");
  return { apiUrl: geweAddress(options.api ?? geweService.address), appId };
}

function add(kind: AccountKind): Command["run"] {
  return async (session, input) => {
    const account = newAccountOf({
      kind,
      name: required(input, "name"),
      ...(kind === "gewe"
        ? gatewayOf(input)
        : { apiUrl: input.options.api, directory: input.options.dns, appId: required(input, "app-id") }),
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
    summary: "Signs in to Lanying by app id, finds the server by itself, and keeps the account.",
    options: {
      ...name,
      "app-id": { ...appId, help: "the app id, as the console shows it" },
      api: { ...api, help: `private deployment: ${api.help}` },
      dns: { value: "BASE", help: "private deployment: the directory to ask for the server" },
      user: { value: "U", help: "sign in by name and password" },
      "password-stdin": { help: "read the password from standard input" },
      ...token,
      "user-id": { value: "ID", help: "with an administrator's token: the user to act for" },
    },
    run: add("lanying"),
  },
  {
    path: ["account", "add", "gewe"],
    summary:
      "Checks a GeWe gateway's token and device, and keeps the account, also while WeChat is not signed in on the device (isDeviceOffline): then account sign-in.",
    options: { ...name, ...gateway, ...token },
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
    path: ["account", "show"],
    summary: "One account, and the address of its server.",
    options: name,
    run: async (session, input) => shown(await session.account(required(input, "name"))),
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
