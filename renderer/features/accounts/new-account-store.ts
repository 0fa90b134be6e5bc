import { create } from "zustand";
import type { AccountKind } from "../../../shared/domain/account.ts";

interface NewAccountDraft {
  readonly kind: AccountKind;
  /** The person names the server, or a directory, instead of having it found by the app id. */
  readonly isPrivate: boolean;
  readonly apiUrl: string;
  readonly directory: string;
  /** Which gateway to WeChat: the vendor's, at one of its two addresses, or the one that is typed. */
  readonly geweServer: "service" | "unencrypted" | "other";
  readonly geweUrl: string;
  readonly deviceId: string;
  readonly appId: string;
  readonly name: string;
  readonly user: string;
}

const nothing: NewAccountDraft = {
  ...{ kind: "lanying", isPrivate: false, apiUrl: "", directory: "", appId: "", name: "", user: "" },
  ...{ geweServer: "service", geweUrl: "", deviceId: "" },
};

/** What is typed of a new account, so that a look at the settings does not lose it. Never a password or a token. */
export const useNewAccountStore = create<
  NewAccountDraft & { edit(change: Partial<NewAccountDraft>): void; reset(): void }
>()((set) => ({ ...nothing, edit: (change) => set(change), reset: () => set(nothing) }));
