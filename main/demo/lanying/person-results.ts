import { BusinessError } from "../state/business-error.ts";

/** Does something to each person; who is refused gets "fail" with a reason, the others go on. */
export function eachPerson(userIds: readonly string[], act: (userId: string) => void) {
  return userIds.map((userId) => {
    try {
      act(userId);
      return { user_id: userId, result: "success" };
    } catch (cause) {
      if (!(cause instanceof BusinessError)) throw cause;
      return { user_id: userId, result: "fail", reason: cause.message };
    }
  });
}
