import type { Migration } from "./migration.ts";

/** The person `id` of the account of group `group`: what names a member anew. */
function nameMember(id: string, group: string): string {
  const names = (card: string) => `person.note, person.alias, ${card}, person.nick_name, person.username`;
  return `
    UPDATE members SET
      name = shown_name(${names("members.card")}),
      search_text = person_search_text(${names("members.card")}, members.member_id),
      pinyin = NULL
    FROM groups AS g LEFT JOIN people AS person ON person.account_id = g.account_id AND person.person_id = ${id}
    WHERE g.key = ${group} AND members.key = new.key;`;
}

const namesOfNew = "new.note, new.alias, members.card, new.nick_name, new.username";
const nameEverywhere = `
    UPDATE members SET
      name = shown_name(${namesOfNew}),
      search_text = person_search_text(${namesOfNew}, members.member_id),
      pinyin = NULL
    WHERE member_id = new.person_id
      AND EXISTS (SELECT 1 FROM groups WHERE key = members.group_key AND account_id = new.account_id)
      AND (name <> shown_name(${namesOfNew})
        OR search_text <> person_search_text(${namesOfNew}, members.member_id));`;

/**
 * Profiles of people, and one's own note on them (mirrored from the journal). From here on `members.card` is what the
 * group's list says, and `members.name` what is shown: it is kept true by triggers, whoever writes a card, a profile or
 * a note, so that reading, sorting and searching members need no join. Sorting reads an index, which holds every row but
 * is offered to those alone who say `role >= 0`: reading rows in its order is slow. Who has no name yet is found by
 * another. `fetched_at` is null where nobody was asked; `is_unknown`: asked, and the server knows no such person.
 */
export const people: Migration = {
  version: 10,
  sql: `
    CREATE TABLE people (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      person_id TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      alias TEXT NOT NULL DEFAULT '',
      nick_name TEXT NOT NULL DEFAULT '',
      username TEXT NOT NULL DEFAULT '',
      avatar TEXT NOT NULL DEFAULT '',
      fetched_at INTEGER,
      is_unknown INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (account_id, person_id)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX people_noted ON people (account_id, person_id) WHERE note <> '';

    ALTER TABLE members ADD COLUMN card TEXT NOT NULL DEFAULT '';
    DROP TRIGGER members_sound_anew;
    UPDATE members SET card = name;

    CREATE INDEX members_in_order ON members (group_key, role, name = '', search_text) WHERE role >= 0;
    CREATE INDEX members_by_person ON members (member_id);
    CREATE INDEX members_nameless ON members (group_key, member_id) WHERE name = '';

    CREATE TRIGGER members_named AFTER INSERT ON members
    WHEN EXISTS (
      SELECT 1 FROM groups AS g JOIN people AS p ON p.account_id = g.account_id AND p.person_id = new.member_id
      WHERE g.key = new.group_key
    ) BEGIN ${nameMember("new.member_id", "new.group_key")}
    END;

    CREATE TRIGGER members_named_anew AFTER UPDATE OF card ON members WHEN old.card <> new.card
    BEGIN ${nameMember("new.member_id", "new.group_key")}
    END;

    CREATE TRIGGER people_named AFTER INSERT ON people BEGIN ${nameEverywhere}
    END;

    CREATE TRIGGER people_named_anew AFTER UPDATE OF note, alias, nick_name, username ON people
    WHEN (old.note, old.alias, old.nick_name, old.username) IS NOT (new.note, new.alias, new.nick_name, new.username)
    BEGIN ${nameEverywhere}
    END;
  `,
};
