import { type Color, png } from "../../platform/png.ts";

function hueToColor(hue: number, lightness: number): Color {
  const channel = (shift: number) => {
    const k = (shift + hue / 30) % 12;
    const a = 0.5 * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** A group's picture: hills under a plain sky, in the group's own hue (0–360). */
export function avatarPng(hue: number): Buffer {
  const side = 96;
  const sky = hueToColor(hue, 0.82);
  const far = hueToColor(hue, 0.58);
  const near = hueToColor(hue, 0.4);
  return png(side, (x, y) => {
    if (y > 66 + 10 * Math.sin((x + hue) / 17)) return near;
    if (y > 44 + 16 * Math.sin((x + hue * 2) / 23)) return far;
    return (x - 70) ** 2 + (y - 22) ** 2 < 90 ? [255, 250, 235] : sky;
  });
}
