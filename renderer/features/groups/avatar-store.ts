import { create } from "zustand";
import { type AppBridge, bridge } from "../../bridge.ts";

const keptPictures = 300;

interface AvatarStore {
  /** By `<account> <group> <avatar>`; null where there is no picture or it could not be had. */
  readonly pictures: ReadonlyMap<string, string | null>;
  want(key: string, accountId: string, groupId: string): void;
}

/** Pictures of the groups seen, read once each; the oldest are forgotten. Initials show until one is there. */
export function createAvatarStore(bridge: AppBridge) {
  const wanted = new Set<string>();
  async function readSmall(accountId: string, groupId: string): Promise<string | null> {
    const picture = await bridge.call("groups.avatar", { accountId, groupId });
    if (picture === null) return null;
    const { smallPicture } = await import("./small-picture.ts");
    return smallPicture(picture);
  }

  return create<AvatarStore>()((set, get) => ({
    pictures: new Map(),
    want(key, accountId, groupId) {
      if (wanted.has(key) || get().pictures.has(key)) return;
      wanted.add(key);
      readSmall(accountId, groupId).then(
        (picture) => keep(picture),
        // A missing picture is no news: the initials stay, and it is asked for again after a restart.
        () => keep(null),
      );
      function keep(picture: string | null) {
        wanted.delete(key);
        set(({ pictures }) => {
          const next = new Map(pictures).set(key, picture);
          for (const [oldest] of next) {
            if (next.size <= keptPictures) break;
            next.delete(oldest);
          }
          return { pictures: next };
        });
      }
    },
  }));
}

export const useAvatarStore = createAvatarStore(bridge);
