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

test("ids are found in what people paste, each once, and what is none is named", () => {
  expect(readIds(' 12, 34;56\n"78"\t９０、12 wxid_a 1.5e9 12345678901234567890 wxid_a')).toEqual({
    ids: ["12", "34", "56", "78", "90"],
    unreadable: ["wxid_a", "1.5e9", "12345678901234567890"],
  });
  expect(readIds(" \n ")).toEqual({ ids: [], unreadable: [] });
});

test("names beside ids are passed over, and then a short number is named rather than taken for somebody", () => {
  expect(readIds("1 王伟 2302128618880\n2 Li Na ２３０２１２８６１９００８\n-7007199254740993")).toEqual({
    ids: ["2302128618880", "2302128619008", "-7007199254740993"],
    unreadable: ["1", "2"],
  });
  expect(readIds("李娜 wxid_a 2302128618880").unreadable).toEqual(["wxid_a"]);
});

test("where no id of a usual length stands, each word is an id or named", () => {
  expect(readIds("17 abc 18")).toEqual({ ids: ["17", "18"], unreadable: ["abc"] });
  expect(readIds("王伟, 999 1000 1.")).toEqual({ ids: ["999", "1000"], unreadable: ["王伟", "1."] });
});

test("in the ids' column everything is an id or named, short ones too, and commas of a name are its own", () => {
  expect(readIds("name,uid\n王伟，上海,7\n李娜,８８\nAnn,ann\nBen,\nZoe,ann")).toEqual({
    ids: ["7", "88"],
    unreadable: ["ann"],
  });
});

test("a heading in the same line as the ids hides none of them", () => {
  expect(readIds("ID,2302128618880\n2302128619008").ids).toEqual(["2302128618880", "2302128619008"]);
});
