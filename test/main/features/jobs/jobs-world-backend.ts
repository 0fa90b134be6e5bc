import type { AdministrationBackend } from "../../../../main/backends/administration.ts";
import type { GroupBackend } from "../../../../main/backends/backend.ts";

/** The backend with some of its administration replaced. */
export function withAdministration(
  change: (real: AdministrationBackend) => Partial<AdministrationBackend>,
): (backend: GroupBackend) => GroupBackend {
  return (backend) => {
    const { administration } = backend;
    if (administration === null) return backend;
    return { ...backend, administration: { ...administration, ...change(administration) } };
  };
}
