import { createInstance } from "i18next";
import { useSyncExternalStore } from "react";
import type { TextKey, TextValues } from "./messages.ts";
import type { Language, messages, Words } from "./words/all-messages.ts";

export type { Language };
export type TextArea = keyof typeof messages;
export type Text<Area extends TextArea> = (
  key: TextKey<keyof (typeof messages)[Area]["en"]>,
  values?: TextValues,
) => string;

export const i18n = createInstance();

const loaders: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  en: () => import("./words/en.ts"),
  "zh-CN": () => import("./words/zh-cn.ts"),
};

/** Any Chinese system gets Chinese, everything else English. */
export function languageOf(tag: string): Language {
  return /^zh([-_]|$)/i.test(tag) ? "zh-CN" : "en";
}

/** Before the first paint, which then has its words: no suspense. */
export async function startTexts(language: Language): Promise<void> {
  document.documentElement.lang = language;
  const { words } = await loaders[language]();
  await i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: words },
    ns: Object.keys(words),
    defaultNS: "app",
    interpolation: { escapeValue: false },
  });
}

/** Its words are there before the language changes; of two wishes in a row the later one holds. */
export async function changeLanguage(language: Language): Promise<void> {
  const { documentElement } = document;
  documentElement.lang = language;
  if (i18n.language === language) return;
  const { words } = await loaders[language]();
  if (documentElement.lang !== language) return;
  for (const [area, said] of Object.entries(words)) i18n.addResourceBundle(language, area, said);
  await i18n.changeLanguage(language);
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
