import type { GroupFile } from "../../../shared/domain/group-file.ts";
import { type Answers, ok, windowOf } from "./fake-main.ts";

const extensions = ["pdf", "docx", "png", "zip", "mp4", "xlsx", "mp3", "pptx", "txt", "log"];
const words = ["活动报名表", "Budget 2026", "群规 (最终版)", "Release notes", "合影", "会议录音"];
const uploaders = [null, "Ana Lima", "李雷", "小王"];

function fileAt(at: number): GroupFile {
  return {
    ...{ id: `${900719925474099 + at}`, name: `${words[at % words.length]} ${at}.${extensions[at % 10]}` },
    ...{ size: ((at * 7919 + 13) % 5000) ** 2 + 40, type: "" },
    ...{ uploaderId: `${2302128618880 + at}`, uploaderName: uploaders[at % 4] ?? null },
    createdAt: 1_795_000_000_000 - at * 5_400_000,
  };
}

interface Input {
  readonly query?: string;
  readonly offset?: number;
  readonly limit?: number;
  readonly fileId?: string;
  readonly name?: string;
}

/** Every group has so many files, and nothing is transferred. */
export function fakeFiles(count: number): Answers {
  let files = Array.from({ length: count }, (_, at) => fileAt(at));
  const found = ({ query = "" }: Input) =>
    files.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
  return {
    "files.window": (input: Input) => windowOf(found(input), input),
    "files.ids": (input: Input) => ok(found(input).map(({ id }) => id)),
    "files.sync": () => ok(),
    "files.rename": ({ fileId, name = "" }: Input) => {
      files = files.map((file) => (file.id === fileId ? { ...file, name } : file));
      return ok();
    },
    "transfers.list": () => ok([]),
    "transfers.upload": () => ok([]),
    "transfers.download": () => ok([]),
    "transfers.cancel": () => ok(),
    "transfers.clearFinished": () => ok(),
  };
}
