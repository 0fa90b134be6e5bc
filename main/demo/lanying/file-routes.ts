import { BusinessError } from "../state/business-error.ts";
import type { DemoFile, DemoGroup } from "../state/demo-group.ts";
import { rank, requireMember } from "../state/permissions.ts";
import { fileAnswer } from "./group-answers.ts";
import type { Call, LanyingHandlers } from "./route.ts";

function groupOfMember({ world, userId }: Call, groupId: string): DemoGroup {
  const group = world.group(groupId);
  requireMember(group, userId);
  return group;
}

function fileOf(group: DemoGroup, fileId: string): DemoFile {
  const file = group.files.find((f) => f.id === fileId);
  if (file === undefined) throw new BusinessError(20022);
  return file;
}

function requireMayChange(group: DemoGroup, file: DemoFile, userId: string): void {
  if (file.uploader !== userId && rank(group, userId) < 2) throw new BusinessError(20023);
}

export const fileRoutes = {
  "/group/file": (call, { group_id, file_id }) => {
    const group = groupOfMember(call, group_id);
    return fileAnswer(call, group, fileOf(group, file_id));
  },
  "/group/file/list": (call, { group_id }) => {
    const group = groupOfMember(call, group_id);
    return group.files.map((file) => fileAnswer(call, group, file));
  },
  "/group/file/upload": (call, input) => {
    const group = groupOfMember(call, input.group_id);
    if (input.name === "" || input.size < 0 || input.url === "") throw new BusinessError(10002);
    const now = call.world.now();
    const file = {
      id: call.world.nextId(),
      name: input.name,
      size: input.size,
      type: input.type ?? "",
      uploader: call.userId,
      url: input.url,
      createdAt: now,
      updatedAt: now,
    };
    group.files.push(file);
    return fileAnswer(call, group, file);
  },
  "/group/file/update_name": (call, { group_id, file_id, name }) => {
    const group = groupOfMember(call, group_id);
    const file = fileOf(group, file_id);
    requireMayChange(group, file, call.userId);
    if (name === "") throw new BusinessError(10002, "name");
    file.name = name;
    file.updatedAt = call.world.now();
    return true;
  },
  "/group/file/delete": (call, { group_id, file_list }) => {
    const group = groupOfMember(call, group_id);
    return file_list.map((fileId) => {
      try {
        const file = fileOf(group, fileId);
        requireMayChange(group, file, call.userId);
        group.files.splice(group.files.indexOf(file), 1);
        return { file_id: fileId, result: "success" };
      } catch (cause) {
        if (!(cause instanceof BusinessError)) throw cause;
        return { file_id: fileId, result: "fail", reason: cause.message };
      }
    });
  },
} satisfies Partial<LanyingHandlers>;
