import { createContext, useContext } from "react";
import type { AppError, NetworkReason } from "../../shared/errors.ts";
import { useText } from "../i18n.ts";
import { Button, IconButton } from "./button.tsx";
import { SettingsIcon } from "./icons.tsx";

/** Opens the settings for the network; the app provides it once for all errors, null where there are no settings. */
export const OpenNetworkSettings = createContext<(() => void) | null>(null);

/** What another proxy, or none, may cure. */
const curable: ReadonlySet<NetworkReason> = new Set([
  "no_such_host",
  "unreachable",
  "proxy_unreachable",
  "proxy_refused",
  "proxy_password",
]);

interface NetworkSettingsButtonProps {
  readonly error: Partial<Pick<AppError, "network">> | null;
  /** Where there is no room for its words. */
  readonly isIcon?: boolean;
}

/** The way from an error to the settings that may cure it; nothing beside any other error. */
export function NetworkSettingsButton({ error, isIcon = false }: NetworkSettingsButtonProps) {
  const label = useText("errors")("networkSettings");
  const open = useContext(OpenNetworkSettings);
  if (open === null || !error?.network || !curable.has(error.network.reason)) return null;
  if (isIcon) return <IconButton size="small" label={label} icon={<SettingsIcon />} onClick={open} />;
  return (
    <Button size="small" onClick={open}>
      {label}
    </Button>
  );
}
