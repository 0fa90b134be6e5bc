import { cardLines } from "../../../../renderer/features/group-code/card-lines.ts";
import {
  base64Of,
  cardPng,
  lineFits,
  squarePicture,
} from "../../../../renderer/features/group-code/card-picture.ts";
import { cardSvg, nameFont, nameWidth } from "../../../../renderer/features/group-code/card-svg.ts";

// Runs in the page: what the buttons of the group's code do, without the app around it.

export interface MadeCard {
  readonly svg: string;
  readonly pngBase64: string;
}

export async function makeCard(codeText: string, name: string, avatar: string | null): Promise<MadeCard> {
  const fontFamily = "'Segoe UI', sans-serif";
  const card = cardSvg({
    codeText,
    lines: cardLines(name, lineFits(nameFont(fontFamily), nameWidth)),
    validity: "有效期至 2030/1/1 08:00",
    picture: avatar === null ? null : await squarePicture(avatar),
    fontFamily,
  });
  return { svg: card.svg, pngBase64: await base64Of(await cardPng(card)) };
}

Object.assign(window, { makeCard });
