import { SettingChanges } from "../../../shared/domain/group-settings.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Command } from "../command.ts";
import { groupOf, groupOptions } from "../in-group.ts";

const names = SettingChanges.keyof().options;

/** `allowsMemberInvites=true joinRule=approval`; anything unknown is AppError("invalid"). */
export function changesOf(words: readonly string[]): SettingChanges {
  if (words.length === 0) throw new AppError("invalid", `pass NAME=VALUE; names: ${names.join(", ")}`);
  const wanted = words.map((word): [string, string | boolean] => {
    const [name = "", ...rest] = word.split("=");
    const value = rest.join("=");
    if (!names.some((known) => known === name)) {
      throw new AppError("invalid", `there is no setting "${name}"; there are: ${names.join(", ")}`);
    }
    return [name, value === "true" || value === "false" ? value === "true" : value];
  });
  const changes = SettingChanges.safeParse(Object.fromEntries(wanted));
  if (changes.success) return changes.data;
  const [issue] = changes.error.issues;
  throw new AppError("invalid", `${issue?.path.join(".")}: ${issue?.message}`);
}

export const settingsCommands: readonly Command[] = [
  {
    path: ["settings", "show"],
    summary: "What one group is set to now, by its server; null where it does not say.",
    options: groupOptions,
    run: async (session, input) => {
      const { services, accountId, groupId } = await groupOf(session, input);
      return services.administration.settings(accountId, groupId);
    },
  },
  {
    path: ["settings", "set"],
    summary: "Changes settings of one group and answers what its server says afterwards.",
    options: groupOptions,
    argumentName: "NAME=VALUE…",
    run: async (session, input) => {
      const changes = changesOf(input.arguments);
      const { services, accountId, groupId } = await groupOf(session, input);
      return services.administration.changeSettings(accountId, groupId, changes);
    },
  },
];
