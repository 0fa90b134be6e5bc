import type { AccountKind, Credential } from "../../../shared/domain/account.ts";

/** What the accounts need to know of the embedded demo backend. */
export interface DemoFacts {
  readonly apiUrl: string;
  readonly geweUrl: string;
  readonly appId: string;
  readonly user: string;
  readonly password: string;
  readonly geweToken: string;
  readonly geweAppId: string;
  stop(): Promise<void>;
}

/** One account that the demo offers. */
export interface DemoSeat {
  readonly kind: AccountKind;
  readonly name: string;
  readonly apiUrl: string;
  readonly appId: string;
  readonly credential: Credential;
}

/** The demo backend as long as somebody needs it: started once, shared, stopped with the last account. */
export interface DemoHost {
  /** One seat of each kind. A start that failed is tried again by the next call. */
  seats(): Promise<readonly DemoSeat[]>;
  /** It ended by itself: the next call starts another. */
  forget(): void;
  stop(): Promise<void>;
}

/** What the demo's two accounts are called, in the person's language. */
export interface DemoNames {
  readonly lanying: string;
  readonly gewe: string;
}

export function createDemoHost(startDemo: () => Promise<DemoFacts>, names: DemoNames): DemoHost {
  let running: Promise<DemoFacts> | null = null;

  function start(): Promise<DemoFacts> {
    running ??= startDemo().catch((cause: unknown) => {
      running = null;
      throw cause;
    });
    return running;
  }

  return {
    seats: async () => seatsOf(await start(), names),
    forget() {
      running = null;
    },
    async stop() {
      const stopping = running;
      running = null;
      await (await stopping)?.stop();
    },
  };
}

function seatsOf(demo: DemoFacts, names: DemoNames): readonly DemoSeat[] {
  const { apiUrl, appId, user, password, geweUrl, geweAppId, geweToken } = demo;
  return [
    { kind: "lanying", name: names.lanying, apiUrl, appId, credential: { type: "password", user, password } },
    {
      kind: "gewe",
      name: names.gewe,
      apiUrl: geweUrl,
      appId: geweAppId,
      credential: { type: "token", token: geweToken },
    },
  ];
}
