import { expect, test } from "vitest";
import { lanyingWorld } from "./lanying-world.ts";

test("a row of profiles that cannot be read costs nobody else their name", async () => {
  const { backend } = await lanyingWorld({
    "/roster/list": () => [
      null,
      { username: "nobody" },
      { user_id: 2, username: 17, nick_name: "Ben", alias: null, avatar: {} },
      { user_id: 9, nick_name: "not asked for" },
      { user_id: "3", username: "zoe" },
    ],
  });
  const none = { username: "", nickName: "", alias: "", avatar: "" };
  expect(await backend.people?.profiles(["2", "3", "4"])).toEqual([
    { ...none, id: "2", nickName: "Ben" },
    { ...none, id: "3", username: "zoe" },
  ]);
});

test("no list at all is no answer about people", async () => {
  const { backend } = await lanyingWorld({ "/roster/list": () => ({ list: [] }) });
  await expect(backend.people?.profiles(["2"])).rejects.toMatchObject({ code: "bad_answer" });
});
