import { z } from "zod";
import { create } from "zustand";
import { licencesFile, ShippedPackage } from "../../../shared/domain/shipped-package.ts";
import { AppError } from "../../../shared/errors.ts";

interface LicencesStore {
  /** Null until read. */
  readonly packages: readonly ShippedPackage[] | null;
  readonly loadError: AppError | null;
  load(): Promise<void>;
}

/** The terms of all that the app is made of. They are a file of the page's own: read once, when asked for. */
export function createLicencesStore(read: () => Promise<unknown>) {
  return create<LicencesStore>()((set, get) => ({
    packages: null,
    loadError: null,
    async load() {
      if (get().packages !== null) return;
      set({ loadError: null });
      try {
        set({ packages: z.array(ShippedPackage).parse(await read()) });
      } catch (cause) {
        set({ loadError: new AppError("file_error", `${licencesFile} could not be read`, { cause }) });
      }
    },
  }));
}

async function readFromPage(): Promise<unknown> {
  const response = await fetch(licencesFile);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

export const useLicencesStore = createLicencesStore(readFromPage);
