import { setTimeout as sleep } from "node:timers/promises";
import type { DemoFacts } from "../../../main/demo/demo-interface.ts";

/** Somebody else of the demo, who acts from a client of their own. */
export interface DemoPerson {
  leave(groupId: string): Promise<void>;
  /** Into a group that is open; resolves when reads show it, which may lag behind. */
  join(groupId: string): Promise<void>;
}

export async function demoPerson({ apiUrl, appId, password }: DemoFacts, name: string): Promise<DemoPerson> {
  async function post(path: string, body: string, token?: string): Promise<unknown> {
    const response = await fetch(apiUrl + path, {
      method: "POST",
      headers: {
        app_id: appId,
        "content-type": "application/json",
        ...(token === undefined ? {} : { "access-token": token }),
      },
      body,
    });
    const answer = (await response.json()) as { code: number; data?: unknown };
    if (answer.code !== 200) throw new Error(`${path} answered ${answer.code}`);
    return answer.data;
  }
  const { token } = (await post("/token/user", JSON.stringify({ name, password }))) as { token: string };
  async function joined(): Promise<string> {
    const headers = { app_id: appId, "access-token": token };
    return await (await fetch(`${apiUrl}/group/user_joined`, { headers })).text();
  }
  return {
    leave: async (groupId) => void (await post(`/group/leave?group_id=${groupId}`, "{}", token)),
    // The id as a number with all its digits, which JSON.stringify would not write.
    async join(groupId) {
      await post("/group/apply", `{"group_id":${groupId}}`, token);
      while (!(await joined()).includes(groupId)) await sleep(50);
    },
  };
}
