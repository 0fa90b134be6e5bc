import type { Page } from "@playwright/test";
import type { CallName, EventName, EventPayload, Reply } from "../../../shared/ipc/contract.ts";

/** Inputs of the calls of that name so far; where they may still be on their way, ask with `expect.poll`. */
export function called(page: Page, name: CallName): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => window.fakeMain.calls.filter((call) => call.name === wanted).map(({ input }) => input),
    name,
  );
}

/** Answers the call so from now on; null: as usual again. */
export function answer(page: Page, name: CallName, reply: Reply | null): Promise<void> {
  return page.evaluate(
    ([call, given]) => {
      if (given === null) delete window.fakeMain.given[call];
      else window.fakeMain.given[call] = given;
    },
    [name, reply] as const,
  );
}

/** Tells the page of an event. */
export function emit<N extends EventName>(page: Page, name: N, payload: EventPayload<N>): Promise<void> {
  return page.evaluate(([event, told]) => window.fakeMain.emit(event, told), [name, payload] as const);
}
