import { isServerCode } from "../../shared/domain/server-codes.ts";
import { type ErrorCode, type ServerWords, serverWords } from "../../shared/errors.ts";
import { type Text, useText } from "../i18n.ts";

interface Refusal {
  readonly code: ErrorCode;
  readonly server?: ServerWords | undefined;
}

export interface RefusalWords {
  /** What went wrong, in the language of the window: by the server's code where we know it, else by ours. */
  readonly own: (error: Refusal) => string;
  /** The same with the server's own words and code behind it. */
  readonly full: (error: Refusal) => string;
  /** Words of a server that were written down, "words (code)": with ours in front where we know the code. */
  readonly kept: (words: string) => string;
}

/** How refusals are told: in our words first; the server's own stand behind them and are never left out. */
export function refusalWords(errors: Text<"errors">, codes: Text<"serverCodes">): RefusalWords {
  const server = (words: string) => errors("serverSays", { words });
  const own = (error: Refusal) => {
    const code = error.server?.code ?? "";
    return isServerCode(code) ? codes(code) : errors(error.code);
  };
  return {
    own,
    full: (error) => (error.server ? `${own(error)} ${server(serverWords(error.server))}` : own(error)),
    kept(words) {
      const code = /(?:^|\()(\d+)\)?$/.exec(words)?.[1] ?? "";
      return isServerCode(code) ? `${codes(code)} ${server(words)}` : server(words);
    },
  };
}

export function useRefusalWords(): RefusalWords {
  return refusalWords(useText("errors"), useText("serverCodes"));
}
