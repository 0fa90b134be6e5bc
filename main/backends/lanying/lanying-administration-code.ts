import type { AdministrationBackend } from "../administration.ts";
import { lanyingEndpoints } from "./endpoints.ts";
import type { AdministrationParts } from "./lanying-administration.ts";
import { qrRoutes } from "./open-points.ts";

const signEndpoint = { ...lanyingEndpoints["/group/qrcode/sign"], path: qrRoutes.sign };

/** The code that others join a group with. */
export function codeAdministration({
  connection: { signedIn },
}: AdministrationParts): Pick<AdministrationBackend, "code"> {
  return {
    async code(groupId) {
      const signed = await signedIn.call(signEndpoint, { group_id: groupId });
      return {
        info: signed.qr_info,
        createdAt: signed.create_at || null,
        expiresAt: signed.expire_at && signed.expire_at > 0 ? signed.expire_at : null,
      };
    },
  };
}
