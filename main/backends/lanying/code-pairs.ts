import { AppError } from "../../../shared/errors.ts";
import type { EndpointAnswer } from "../endpoint.ts";
import type { EndpointCaller } from "../endpoint-caller.ts";
import { appQrEndpoints, qrEndpoints } from "./endpoints/qr.ts";
import { codePairs } from "./open-points.ts";

type CodePair = (typeof codePairs)[number];

const signEndpoint = appQrEndpoints["/app/qrcode/group_sign"];
const inviteEndpoint = appQrEndpoints["/app/qrcode/group_invite"];
const paths = {
  app: { sign: signEndpoint.path, invite: inviteEndpoint.path },
  group: { sign: qrEndpoints["/group/qrcode/sign"].path, invite: qrEndpoints["/group/qrcode/invite"].path },
} as const;

/** How a server says that it does not know a path, by its status or in its envelope. */
const unknownPath: ReadonlySet<string> = new Set(["404", "405"]);

/** The two operations of group codes, whichever of their two names the server knows. */
export interface CodePairs {
  sign(groupId: string): Promise<EndpointAnswer<typeof signEndpoint>>;
  invite(qrInfo: string): Promise<unknown>;
}

/** Asks by one pair of names, and by the other where the server does not know it; remembers which it knew. */
export function createCodePairs(signedIn: EndpointCaller): CodePairs {
  let known: CodePair | null = null;

  /** Safe for writes: a path that is not known did nothing. */
  async function byEither<Answer>(ask: (pair: CodePair) => Promise<Answer>): Promise<Answer> {
    const order = known === null ? codePairs : [known, ...codePairs.filter((pair) => pair !== known)];
    for (const [at, pair] of order.entries()) {
      try {
        const answer = await ask(pair);
        known = pair;
        return answer;
      } catch (cause) {
        if (at === order.length - 1 || !isUnknownPath(cause)) throw cause;
      }
    }
    throw new AppError("internal", "no way to ask for codes");
  }

  return {
    sign: (groupId) =>
      byEither((pair) => signedIn.call({ ...signEndpoint, path: paths[pair].sign }, { group_id: groupId })),
    invite: (qrInfo) =>
      byEither((pair) => signedIn.call({ ...inviteEndpoint, path: paths[pair].invite }, { qr_info: qrInfo })),
  };
}

function isUnknownPath(cause: unknown): boolean {
  if (!(cause instanceof AppError) || cause.server === undefined) return false;
  return ["not_found", "refused"].includes(cause.code) && unknownPath.has(cause.server.code);
}
