import type { Account } from "../../../shared/domain/account.ts";
import type { AppError } from "../../../shared/errors.ts";
import { type Text, useText } from "../../i18n.ts";

/** How a server says that it knows no such session: of a sign-in it means that name or password are wrong. */
const noSession: ReadonlySet<string> = new Set(["401", "402", "10003", "10008"]);

/** What an error means where somebody is signing in; null where it means what it always does. */
export function signInWords(
  { code, server, network }: AppError,
  { kind, apiUrl }: Pick<Account, "kind" | "apiUrl">,
  text: Text<"accounts">,
): string | null {
  if (network) return null;
  if (code === "signed_out") return text(kind === "gewe" ? "gatewayRefusesToken" : "serverRefusesToken");
  if (kind === "gewe" && code === "not_found") return text("gatewayKnowsNoDevice");
  if (code === "refused" && noSession.has(server?.code ?? "")) return text("serverRefusesPassword");
  if (code !== "bad_answer") return null;
  return text(kind === "gewe" ? "notGewe" : "notLanying", { host: URL.parse(apiUrl)?.host ?? apiUrl });
}

export function useSignInWords() {
  const text = useText("accounts");
  return (error: AppError | null, account: Pick<Account, "kind" | "apiUrl">) =>
    error && signInWords(error, account, text);
}
