import { createServices, type Services, type Surroundings } from "../../main/services.ts";
import { createMemorySecrets } from "../../main/shell/secrets/memory-secrets.ts";

/** The whole app without a window, its data in that folder, at a desktop where nobody answers. To be closed. */
export function openServices(dataFolder: string, changes: Partial<Surroundings> = {}): Promise<Services> {
  return createServices({
    dataFolder,
    secrets: createMemorySecrets(),
    emit: () => undefined,
    resolveHandle: (handle) => handle,
    downloadsFolder: dataFolder,
    pickFolder: async () => null,
    showInFolder: async () => undefined,
    ...changes,
  });
}
