import type { AdministrationBackend } from "../administration.ts";
import type { AdministrationParts } from "./lanying-administration.ts";

/** The code that others join a group with. */
export function codeAdministration({ codes }: AdministrationParts): Pick<AdministrationBackend, "code"> {
  return {
    async code(groupId) {
      const signed = await codes.sign(groupId);
      const end = signed.expire_at || signed.expired;
      return {
        info: signed.qr_info,
        createdAt: signed.create_at || null,
        expiresAt: end && end > 0 ? end : null,
      };
    },
  };
}
