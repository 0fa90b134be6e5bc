import ConfigProvider from "antd/es/config-provider";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import theme from "antd/es/theme";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n.ts";
import { type ColourScheme, useColourScheme } from "./colour-scheme.ts";

// The same palette as colours.css: antd computes with colours, so it cannot take our variables.
const palettes = {
  light: {
    colorPrimary: "#2a70bd",
    colorLink: "#1f62a8",
    colorTextBase: "#1d2126",
    colorBgBase: "#ffffff",
    colorBgElevated: "#ffffff",
    colorBorder: "#c3c8cf",
    colorBorderSecondary: "#dfe2e6",
    colorTextSecondary: "#59616b",
    colorTextDescription: "#59616b",
    colorTextPlaceholder: "#59616b",
    colorError: "#b3352b",
    colorWarning: "#8a5a00",
    colorSuccess: "#2a7a46",
  },
  dark: {
    colorPrimary: "#2f73ba",
    colorLink: "#7bb5f0",
    colorTextBase: "#e4e6e9",
    colorBgBase: "#1f2124",
    colorBgElevated: "#26282c",
    colorBorder: "#484c53",
    colorBorderSecondary: "#303338",
    colorTextSecondary: "#a3a9b2",
    colorTextDescription: "#a3a9b2",
    colorTextPlaceholder: "#a3a9b2",
    colorError: "#f08a80",
    colorWarning: "#e3b75f",
    colorSuccess: "#7cc796",
  },
} as const;

const segmented = {
  light: { trackBg: "#ededee", itemSelectedBg: "#d6e6f7" },
  dark: { trackBg: "#2f3134", itemSelectedBg: "#223f5f" },
} as const;

function tokensOf(scheme: ColourScheme) {
  return {
    ...palettes[scheme],
    fontFamily: "var(--font)",
    fontSize: 13,
    controlHeight: 30,
    controlHeightSM: 24,
    borderRadius: 5,
    borderRadiusSM: 4,
    borderRadiusLG: 6,
    wireframe: false,
    // A change of the colour scheme would fade through colours that nobody chose, and some of them cannot be read.
    motion: false,
    boxShadow: "none",
    boxShadowSecondary: "0 4px 16px var(--shade)",
    boxShadowTertiary: "none",
  };
}

/** Wraps what uses antd. Loaded with the first such part, never for the first paint. */
export function AntdTheme({ children }: { readonly children: ReactNode }) {
  const scheme = useColourScheme();
  const language = useLanguage();
  return (
    <ConfigProvider
      locale={language === "zh-CN" ? zhCN : enUS}
      wave={{ disabled: true }}
      theme={{
        algorithm: scheme === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: tokensOf(scheme),
        components: {
          Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 400 },
          Segmented: { trackPadding: 2, ...segmented[scheme] },
          Progress: { lineBorderRadius: 2 },
        },
      }}
    >
      {children}
    </ConfigProvider>
  );
}
