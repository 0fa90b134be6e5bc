import { create } from "zustand";
import type { AccountKind } from "../../../shared/domain/account.ts";

interface NewAccountDraft {
  readonly kind: AccountKind;
  /** The person names the server, or a directory, instead of having it found by the app id. */
  readonly isPrivate: boolean;
  readonly apiUrl: string;
  readonly directory: string;
  readonly appId: string;
  readonly name: string;
  readonly user: string;
}

const nothing: NewAccountDraft = {
  kind: "lanying",
  isPrivate: false,
  apiUrl: "",
  directory: "",
  appId: "",
  name: "",
  user: "",
};

/** What is typed of a new account, so that a look at the settings does not lose it. Never a password or a token. */
export const useNewAccountStore = create<
  NewAccountDraft & { edit(change: Partial<NewAccountDraft>): void; reset(): void }
>()((set) => ({ ...nothing, edit: (change) => set(change), reset: () => set(nothing) }));
