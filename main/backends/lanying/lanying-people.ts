import type { PeopleBackend } from "../backend.ts";
import { chunksOf } from "../chunks.ts";
import { lanyingPeopleEndpoints } from "./endpoints.ts";
import type { LanyingConnection } from "./lanying-connection.ts";

/** As many as the vendor's own clients ask for at once; no limit is documented. */
const peopleAtOnce = 100;

/** Profiles of people: whom the server does not know, it leaves out. */
export function createLanyingPeople({ signedIn }: LanyingConnection): PeopleBackend {
  const endpoint = lanyingPeopleEndpoints["/roster/list"];
  return {
    async profiles(userIds, signal) {
      const profiles = [];
      for (const list of chunksOf(userIds, peopleAtOnce)) {
        const wanted = new Set(list);
        for (const person of await signedIn.call(endpoint, { list: [...list] }, { signal })) {
          if (!wanted.has(person.user_id)) continue;
          profiles.push({
            id: person.user_id,
            username: person.username ?? "",
            nickName: person.nick_name ?? "",
            alias: person.alias ?? "",
            avatar: person.avatar ?? "",
          });
        }
      }
      return profiles;
    },
  };
}
