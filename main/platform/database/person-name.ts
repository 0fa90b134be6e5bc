/**
 * SQL of what a person is called in a group of an account: as shown there, else by note or profile, else in any other
 * group; null where nobody has a name for them. Each argument is SQL itself; `group` may be NULL.
 */
export function personName(account: string, group: string, person: string): string {
  return `coalesce(
    (SELECT nullif(here.name, '') FROM groups AS of_here
     JOIN members AS here ON here.group_key = of_here.key AND here.member_id = ${person}
     WHERE of_here.account_id = ${account} AND of_here.group_id = ${group}),
    (SELECT nullif(shown_name(note, alias, NULL, nick_name, username), '') FROM people
     WHERE people.account_id = ${account} AND people.person_id = ${person}),
    (SELECT min(there.name) FROM members AS there JOIN groups AS of_there ON of_there.key = there.group_key
     WHERE there.member_id = ${person} AND of_there.account_id = ${account} AND there.name <> ''))`;
}
