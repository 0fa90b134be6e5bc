import { expect } from "@playwright/test";
import type { DemoFacts } from "../../../main/demo/demo-interface.ts";

/** Somebody else of the demo, who acts from a client of their own, and until what they did shows: reads may lag. */
export interface DemoPerson {
  leave(groupId: string): Promise<void>;
  /** Into a group that is open, at once. */
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
  async function shows(groupId: string, isIn: boolean): Promise<void> {
    const headers = { app_id: appId, "access-token": token };
    const joined = async () => await (await fetch(`${apiUrl}/group/user_joined`, { headers })).text();
    await expect.poll(async () => (await joined()).includes(groupId)).toBe(isIn);
  }
  return {
    async leave(groupId) {
      await post(`/group/leave?group_id=${groupId}`, "{}", token);
      await shows(groupId, false);
    },
    async join(groupId) {
      // The id as a number with all its digits, which JSON.stringify would not write.
      await post("/group/apply", `{"group_id":${groupId}}`, token);
      await shows(groupId, true);
    },
  };
}
