import { expect, test } from "vitest";
import { readIds } from "../../../../renderer/features/members/read-ids.ts";

test("ids are read out of whatever was pasted, each once and with all digits", () => {
  const { ids, unreadable } = readIds("9007199254740993, 2302128618880\n2302128618880；王伟 2302128619008");
  expect(ids).toEqual(["9007199254740993", "2302128618880", "2302128619008"]);
  expect(unreadable).toEqual([]);
});

test("a column with the ids' name is the one that counts, whatever numbers stand beside it", () => {
  const csv =
    '\uFEFF姓名,手机,用户ID\r\n"王伟, 上海",13800000000,2302128618880\r\n李娜,13900000000,"=""2302128619008"""\r\n';
  expect(readIds(csv).ids).toEqual(["2302128618880", "2302128619008"]);
  expect(readIds("name\tuser_id\nA\t'2302128618880\n").ids).toEqual(["2302128618880"]);
});

test("a number that a spreadsheet has rounded is named, not guessed", () => {
  expect(readIds("id\n2.30213E+12\n2302128618880")).toEqual({
    ids: ["2302128618880"],
    unreadable: ["2.30213E+12"],
  });
});
