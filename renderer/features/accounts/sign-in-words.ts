import type { Account } from "../../../shared/domain/account.ts";
import type { AppError, SignInStep } from "../../../shared/errors.ts";
import { type Text, useText } from "../../i18n.ts";

type Place = Pick<Account, "kind" | "apiUrl" | "directory">;

/** How a server says that it knows no such session: of a sign-in it means that name or password are wrong. */
const noSession: ReadonlySet<string> = new Set(["401", "402", "10003", "10008"]);

const titles = {
  find_server: "findServerFailed",
  app: "appFailed",
  sign_in: "signInFailed",
  read_account: "readAccountFailed",
} as const satisfies Record<SignInStep, string>;

const appStates: Readonly<Record<string, "appBanned" | "appFrozen" | "appRevoked">> = {
  banned: "appBanned",
  frozen: "appFrozen",
  revoked: "appRevoked",
};

/** What an error means where somebody is signing in; null where it means what it always does. */
export function signInWords(error: AppError, { kind, apiUrl, directory }: Place, text: Text<"accounts">) {
  const { code, server, network, step } = error;
  if (network) return null;
  const said = server?.code ?? "";
  const hostOf = (address: string) => URL.parse(address)?.host ?? address;
  if (step === "app") {
    const state = appStates[said];
    return state ? text(state) : null;
  }
  if (step === "find_server") {
    if (code === "insecure") return text("insecureServer");
    if (code !== "bad_answer") return null;
    const isVendors = directory === null || directory === "vendor";
    return isVendors ? text("noServerNamed") : text("notDirectory", { host: hostOf(directory) });
  }
  if (code === "signed_out") return text(kind === "gewe" ? "gatewayRefusesToken" : "serverRefusesToken");
  if (kind === "gewe" && code === "not_found") return text("gatewayKnowsNoDevice");
  if (code === "refused" && noSession.has(said)) return text("serverRefusesPassword");
  if (code !== "bad_answer") return null;
  if (directory !== null) return text("notLanyingFound");
  return text(kind === "gewe" ? "notGewe" : "notLanying", { host: hostOf(apiUrl) });
}

/** The two parts of an `ErrorLine`; the title names the step that failed, or is the one given where there are no steps. */
export function useSignInWords() {
  const text = useText("accounts");
  return (error: AppError | null, place: Place, title: string) => ({
    title: error?.step ? text(titles[error.step]) : title,
    words: error && signInWords(error, place, text),
  });
}
