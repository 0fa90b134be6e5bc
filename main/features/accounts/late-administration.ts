import type { AdministrationBackend } from "../../backends/administration.ts";
import type { GroupBackend } from "../../backends/backend.ts";

/** Administration of a backend whose address is not known yet: every request waits for the real one. */
export function lateAdministration(
  early: AdministrationBackend,
  real: Promise<GroupBackend>,
): AdministrationBackend {
  const late = async () => (await real).administration ?? early;
  async function* pages<Page>(open: (backend: AdministrationBackend) => AsyncIterable<Page>) {
    yield* open(await late());
  }
  return {
    kick: async (...args) => (await late()).kick(...args),
    mute: async (...args) => (await late()).mute(...args),
    unmute: async (...args) => (await late()).unmute(...args),
    block: async (...args) => (await late()).block(...args),
    unblock: async (...args) => (await late()).unblock(...args),
    promote: async (...args) => (await late()).promote(...args),
    demote: async (...args) => (await late()).demote(...args),
    invite: async (...args) => (await late()).invite(...args),
    blocked: (...args) => pages((backend) => backend.blocked(...args)),
    cards: async (...args) => (await late()).cards(...args),
    create: async (...args) => (await late()).create(...args),
    destroy: async (...args) => (await late()).destroy(...args),
    leave: async (...args) => (await late()).leave(...args),
    transfer: async (...args) => (await late()).transfer(...args),
    rename: async (...args) => (await late()).rename(...args),
    describe: async (...args) => (await late()).describe(...args),
    setExtension: async (...args) => (await late()).setExtension(...args),
    setAvatar: async (...args) => (await late()).setAvatar(...args),
    setCard: async (...args) => (await late()).setCard(...args),
    publicGroupIds: async (...args) => (await late()).publicGroupIds(...args),
    settings: async (...args) => (await late()).settings(...args),
    changeSetting: async (...args) => (await late()).changeSetting(...args),
    muteAll: async (...args) => (await late()).muteAll(...args),
    announcements: async (...args) => (await late()).announcements(...args),
    announcement: async (...args) => (await late()).announcement(...args),
    lastAnnouncement: async (...args) => (await late()).lastAnnouncement(...args),
    announce: async (...args) => (await late()).announce(...args),
    removeAnnouncement: async (...args) => (await late()).removeAnnouncement(...args),
    applications: (...args) => pages((backend) => backend.applications(...args)),
    invitations: (...args) => pages((backend) => backend.invitations(...args)),
    decideApplication: async (...args) => (await late()).decideApplication(...args),
    decideInvitation: async (...args) => (await late()).decideInvitation(...args),
    apply: async (...args) => (await late()).apply(...args),
    code: async (...args) => (await late()).code(...args),
  };
}
