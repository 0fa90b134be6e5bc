import type { DeviceBackend, FileBackend, GroupBackend } from "../../backends/backend.ts";
import { lateAdministration } from "./late-administration.ts";

/**
 * A backend whose address is not known yet: every request waits for the real one. `early` is asked only for what
 * needs no server.
 */
export function lateBackend(early: GroupBackend, real: Promise<GroupBackend>): GroupBackend {
  // A failure is told to those who ask; nobody asking is no reason to end the process.
  real.catch(() => undefined);

  async function* pages<Page>(open: (backend: GroupBackend) => AsyncIterable<Page>): AsyncIterable<Page> {
    yield* open(await real);
  }
  return {
    kind: early.kind,
    signIn: async (credential, options) => (await real).signIn(credential, options),
    groups: (signal) => pages((backend) => backend.groups(signal)),
    group: async (groupId, signal) => (await real).group(groupId, signal),
    members: (groupId, signal) => pages((backend) => backend.members(groupId, signal)),
    adminIds: async (groupId, signal) => (await real).adminIds(groupId, signal),
    mutes: async (groupId, signal) => (await real).mutes(groupId, signal),
    people: early.people && {
      profiles: async (userIds, signal) => (await real).people?.profiles(userIds, signal) ?? [],
    },
    files: early.files === null ? null : lateFiles(early.files, real),
    avatar: async (avatar, signal) => (await real).avatar(avatar, signal),
    join: {
      canJoin: (code) => early.join.canJoin(code),
      preview: async (code, signal) => (await real).join.preview(code, signal),
      join: async (code, selfId) => (await real).join.join(code, selfId),
      ...(early.join.isIn && {
        isIn: async (groupId: string, selfId: string) => (await real).join.isIn?.(groupId, selfId) ?? false,
      }),
    },
    device: early.device === null ? null : lateDevice(early.device, real),
    administration: early.administration === null ? null : lateAdministration(early.administration, real),
    call: async (path, input, signal) => (await real).call(path, input, signal),
  };
}

function lateDevice(early: DeviceBackend, real: Promise<GroupBackend>): DeviceBackend {
  const device = async () => (await real).device ?? early;
  return {
    isOnline: async (deviceId, signal) => (await device()).isOnline(deviceId, signal),
    person: async (deviceId, signal) => (await device()).person(deviceId, signal),
    reconnect: async (deviceId) => (await device()).reconnect(deviceId),
    signOut: async (deviceId) => (await device()).signOut(deviceId),
    code: async (deviceId, settings, signal) => (await device()).code(deviceId, settings, signal),
    look: async (code, options) => (await device()).look(code, options),
  };
}

function lateFiles(early: FileBackend, real: Promise<GroupBackend>): FileBackend {
  const files = async () => (await real).files ?? early;
  return {
    list: async (groupId, signal) => (await files()).list(groupId, signal),
    rename: async (groupId, fileId, name) => (await files()).rename(groupId, fileId, name),
    remove: async (groupId, fileIds) => (await files()).remove(groupId, fileIds),
    ticket: async (groupId, signal) => (await files()).ticket(groupId, signal),
    register: async (groupId, file, signal) => (await files()).register(groupId, file, signal),
    downloadSource: async (url, signal) => (await files()).downloadSource(url, signal),
    refusalIn: (text) => early.refusalIn(text),
  };
}
