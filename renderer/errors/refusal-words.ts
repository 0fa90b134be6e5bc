import { isServerCode } from "../../shared/domain/server-codes.ts";
import { type AppError, isNetworkReason, serverWords } from "../../shared/errors.ts";
import { type Text, useText } from "../i18n.ts";

/** An error, or as much of one as was kept. */
export type Refusal = Pick<AppError, "code"> & Partial<Pick<AppError, "message" | "server" | "network">>;

export interface RefusalWords {
  /** What went wrong, in the language of the window: why the network failed, else by the server's code, else by ours. */
  readonly own: (error: Refusal) => string;
  /** What others said of it: the server's own words and code, or what is wrong with a certificate; null for nothing. */
  readonly behind: (error: Refusal) => string | null;
  /** Both. */
  readonly full: (error: Refusal) => string;
  /** What `errorWords` wrote down, "words (code)" or "host (reason)": with ours in front where we know the code. */
  readonly kept: (words: string) => string;
}

/** How refusals are told: in our words first; the server's own stand behind them and are never left out. */
export function refusalWords(
  errors: Text<"errors">,
  codes: Text<"serverCodes">,
  reasons: Text<"network">,
): RefusalWords {
  const fromServer = (words: string) => errors("serverSays", { words });
  const own = ({ code, server, network }: Refusal) => {
    // That the server may have done it matters more than why its answer was lost: "try again" would be wrong then.
    if (network && code !== "outcome_unknown") return reasons(network.reason, { host: network.host });
    const said = server?.code ?? "";
    return isServerCode(said) ? codes(said) : errors(code);
  };
  const behind = ({ code, server, network, message }: Refusal) => {
    if (server) return fromServer(serverWords(server));
    const words = network?.detail ?? (code === "internal" ? message : "");
    return words ? errors("details", { words }) : null;
  };
  return {
    own,
    behind,
    full: (error) => [own(error), behind(error)].filter((words) => words !== null).join(" "),
    kept(words) {
      const [, host = "", reason = ""] = /^(\S+) \((\w+)\)$/.exec(words) ?? [];
      if (isNetworkReason(reason)) return reasons(reason, { host });
      const code = /(?:^|\()(\d+)\)?$/.exec(words)?.[1] ?? "";
      return isServerCode(code) ? `${codes(code)} ${fromServer(words)}` : fromServer(words);
    },
  };
}

export function useRefusalWords(): RefusalWords {
  return refusalWords(useText("errors"), useText("serverCodes"), useText("network"));
}
