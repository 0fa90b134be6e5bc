import { createInstance } from "i18next";
import { useSyncExternalStore } from "react";
import { errorsMessages } from "./errors/errors-messages.ts";
import { accountsMessages } from "./features/accounts/accounts-messages.ts";
import { activityMessages } from "./features/activity/activity-messages.ts";
import { administrationMessages } from "./features/administration/administration-messages.ts";
import { announcementsMessages } from "./features/announcements/announcements-messages.ts";
import { appMessages } from "./features/app/app-messages.ts";
import { filesMessages } from "./features/files/files-messages.ts";
import { friendsMessages } from "./features/friends/friends-messages.ts";
import { groupCodeMessages } from "./features/group-code/group-code-messages.ts";
import { groupsMessages } from "./features/groups/groups-messages.ts";
import { inboxMessages } from "./features/inbox/inbox-messages.ts";
import { jobsMessages } from "./features/jobs/jobs-messages.ts";
import { joinMessages } from "./features/join/join-messages.ts";
import { membersMessages } from "./features/members/members-messages.ts";
import { moderationMessages } from "./features/moderation/moderation-messages.ts";
import { searchMessages } from "./features/search/search-messages.ts";
import { settingsMessages } from "./features/settings/settings-messages.ts";
import { transfersMessages } from "./features/transfers/transfers-messages.ts";
import type { TextKey, TextValues } from "./messages.ts";

export const messages = {
  app: appMessages,
  accounts: accountsMessages,
  groups: groupsMessages,
  members: membersMessages,
  administration: administrationMessages,
  settings: settingsMessages,
  files: filesMessages,
  transfers: transfersMessages,
  join: joinMessages,
  jobs: jobsMessages,
  inbox: inboxMessages,
  friends: friendsMessages,
  moderation: moderationMessages,
  announcements: announcementsMessages,
  groupCode: groupCodeMessages,
  activity: activityMessages,
  search: searchMessages,
  errors: errorsMessages,
} as const;

export type TextArea = keyof typeof messages;
export type Language = "zh-CN" | "en";
export type Text<Area extends TextArea> = (
  key: TextKey<keyof (typeof messages)[Area]["en"]>,
  values?: TextValues,
) => string;

export const i18n = createInstance();

function resourcesOf(language: Language) {
  return Object.fromEntries(Object.entries(messages).map(([area, words]) => [area, words[language]]));
}

/** Any Chinese system gets Chinese, everything else English. */
export function languageOf(tag: string): Language {
  return /^zh([-_]|$)/i.test(tag) ? "zh-CN" : "en";
}

/** Everything is in the bundle, so the first paint has its words: no loading, no suspense. */
export function startTexts(language: Language): void {
  void i18n.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { en: resourcesOf("en"), "zh-CN": resourcesOf("zh-CN") },
    ns: Object.keys(messages),
    defaultNS: "app",
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

/** The language on screen, for dates and numbers; a component that asks is drawn anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

/** The words of one area; unknown keys do not compile. The same function until the language changes. */
export function useText<Area extends TextArea>(area: Area): Text<Area> {
  return textOf(area, useLanguage());
}

function onLanguageChange(changed: () => void): () => void {
  i18n.on("languageChanged", changed);
  return () => i18n.off("languageChanged", changed);
}

function currentLanguage(): Language {
  return languageOf(i18n.language);
}

const texts = new Map<string, unknown>();

function textOf<Area extends TextArea>(area: Area, language: Language): Text<Area> {
  const key = `${language} ${area}`;
  if (!texts.has(key)) texts.set(key, i18n.getFixedT(language, area));
  return texts.get(key) as Text<Area>;
}
