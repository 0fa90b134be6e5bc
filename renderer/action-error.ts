import { type AppError, toAppError } from "../shared/errors.ts";

/** Runs an act of the person; why it failed is kept in the store's `actionError`, that of the act before is forgotten. */
export async function withActionError(
  set: (change: { readonly actionError: AppError | null }) => void,
  act: () => Promise<void>,
): Promise<void> {
  set({ actionError: null });
  try {
    await act();
  } catch (cause) {
    set({ actionError: toAppError(cause) });
  }
}
