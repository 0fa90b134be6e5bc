import type { GroupFile } from "../../../shared/domain/group-file.ts";
import type { Transfer } from "../../../shared/domain/transfer.ts";
import type { Bridge, Reply } from "../../../shared/ipc/contract.ts";

/** What the page asked for, and a way to speak as main; put on `window.filesProbe`. */
export interface FilesProbe {
  readonly calls: { readonly name: string; readonly input: unknown }[];
  readonly adopted: string[];
  transfers: Transfer[];
  emit(name: string, payload: unknown): void;
}

/** Runs in the page, after the harness's own stand-in for main: adds a group with files, and transfers. */
export function installFakeFiles(fileCount: number): void {
  const page = window as unknown as { qunzhu: Bridge; filesProbe: FilesProbe };
  const main = page.qunzhu;
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const probe: FilesProbe = {
    calls: [],
    adopted: [],
    transfers: [],
    emit: (name, payload) => {
      for (const listener of listeners) listener(name, payload);
    },
  };
  page.filesProbe = probe;

  const extensions = ["pdf", "docx", "png", "zip", "mp4", "xlsx", "mp3", "pptx", "txt", "log"];
  const words = ["活动报名表", "Budget 2026", "群规 (最终版)", "Release notes", "合影", "会议录音"];
  let files = Array.from({ length: fileCount }, (_, at): GroupFile => {
    const name = `${words[at % words.length]} ${at}.${extensions[at % extensions.length]}`;
    const uploaderName = at % 4 === 0 ? null : ["小王", "Ana Lima", "李雷"][at % 3];
    return {
      ...{ id: `${900719925474099 + at}`, name, size: ((at * 7919 + 13) % 5000) ** 2 + 40, type: "" },
      ...{ uploaderId: `${2302128618880 + at}`, uploaderName: uploaderName ?? null },
      createdAt: 1_795_000_000_000 - at * 5_400_000,
    };
  });
  const ok = (value?: unknown): Reply => ({ ok: true, value });
  type Input = {
    query: string;
    offset: number;
    limit: number;
    fileIds: string[];
    fileId: string;
    name: string;
  };
  const answers: Record<string, (input: Input) => Reply> = {
    "files.window": ({ query, offset, limit }) => {
      const found = files.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
      return ok({ revision: 1, total: found.length, rows: found.slice(offset, offset + limit) });
    },
    "files.rename": ({ fileId, name }) => {
      files = files.map((file) => (file.id === fileId ? { ...file, name } : file));
      return ok();
    },
    "files.delete": ({ fileIds }) =>
      ok(
        fileIds.map((fileId, at) => ({
          fileId,
          isDeleted: at > 0,
          reason: at > 0 ? null : "需要管理员权限",
        })),
      ),
    "transfers.list": () => ok(probe.transfers),
    "transfers.upload": () => ok([]),
    "transfers.download": () => ok([]),
    "transfers.cancel": () => ok(),
    "transfers.clearFinished": () => ok(),
  };
  const { call, on } = main;
  Object.assign(main, {
    async call(name: string, input: unknown) {
      if (/^(?:files|transfers)\./.test(name)) probe.calls.push({ name, input });
      return answers[name]?.(input as Input) ?? (await call(name, input));
    },
    on(listener: (name: string, payload: unknown) => void) {
      listeners.add(listener);
      return on(listener);
    },
    async adoptFile(file: File) {
      probe.adopted.push(file.name);
      const handle = crypto.randomUUID();
      return ok({ handle, name: file.name, size: file.size, isFolder: file.name === "a folder" });
    },
  });
}
