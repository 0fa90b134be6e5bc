import type { Account, AccountKind } from "../../../shared/domain/account.ts";
import type { Group } from "../../../shared/domain/group.ts";
import type { CodeCard } from "../../../shared/domain/join.ts";
import { joiningAccountKind, type ParsedCode } from "../../../shared/domain/qr-payload.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { JoinDeps } from "./join-service.ts";

type JoinCardDeps = Pick<
  JoinDeps,
  "accounts" | "backendFor" | "findGroup" | "seen" | "log" | "previewTimeoutMs"
>;

interface Candidate {
  readonly account: Account;
  readonly canJoin: boolean;
  /** The group as the cache knows it; null when the account is not known to be in it. */
  readonly group: Group | null;
}

/** Says what a code is and previews its group. Offline or refused, the card comes all the same, with what is known here. */
export function createJoinCards(deps: JoinCardDeps) {
  const { accounts, backendFor, findGroup, seen, log, previewTimeoutMs = 8000 } = deps;

  /** Accounts of the right kind, those not yet in the group first. */
  async function candidatesFor(code: ParsedCode, kind: AccountKind | null): Promise<readonly Candidate[]> {
    const suitable = (await accounts()).filter((account) => account.kind === kind && account.isSignedIn);
    const candidates = await Promise.all(
      suitable.map(async (account) => ({
        account,
        canJoin: await canJoin(account, code),
        group: code.groupId === null ? null : await findGroup(account.id, code.groupId),
      })),
    );
    return candidates.sort((one, two) => Number(one.group !== null) - Number(two.group !== null));
  }

  async function canJoin(account: Account, code: ParsedCode): Promise<boolean> {
    try {
      return (await backendFor(account.id)).join.canJoin(code);
    } catch (cause) {
      log.warn("an account was left out for joining", { code: toAppError(cause).code });
      return false;
    }
  }

  /** What the server tells of the group; null where it tells nothing or cannot be asked. */
  async function preview({ account }: Candidate, code: ParsedCode) {
    try {
      const backend = await backendFor(account.id);
      return await backend.join.preview(code, AbortSignal.timeout(previewTimeoutMs));
    } catch (cause) {
      log.warn("no preview of a group", { code: toAppError(cause).code });
      return null;
    }
  }

  return async function cardOf(code: ParsedCode): Promise<CodeCard> {
    const accountKind = joiningAccountKind(code.kind);
    const candidates = await candidatesFor(code, accountKind);
    const able = candidates.filter((candidate) => candidate.canJoin);
    const [best = candidates[0]] = able;
    const told = best === undefined ? null : await preview(best, code);
    const cached = candidates.find((candidate) => candidate.group !== null)?.group ?? null;
    const earlier = accountKind === null ? [] : await seen.of(code);
    const named = earlier.find(({ groupName }) => groupName !== null);
    return {
      text: code.text,
      kind: code.kind,
      host: code.host,
      groupId: told?.groupId ?? code.groupId,
      groupName: told?.groupName ?? cached?.name ?? named?.groupName ?? null,
      memberCount: told?.memberCount ?? cached?.memberCount ?? null,
      canJoin: able.length > 0,
      accountKind,
      accountIds: able.map((candidate) => candidate.account.id),
      memberAccountIds: candidates.flatMap(({ account, group }) => (group === null ? [] : [account.id])),
      seen: [...earlier],
    };
  };
}
