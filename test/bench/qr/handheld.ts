import type { Corners, Pixels, Point } from "../../../shared/qr-reader/pixels.ts";
import { blank, type Colour } from "./canvas.ts";
import { groupText, matrixOf } from "./code-matrix.ts";
import { damaged } from "./damage.ts";
import { bent, glare, moved, shadow, stripes } from "./hand-and-light.ts";
import { type CodeStyle, paintCode, plainStyle } from "./paint-code.ts";
import { drawPhoto, drawText } from "./scenes.ts";
import { type Seeded, seeded } from "./seeded.ts";
import type { Picture } from "./set-of-pictures.ts";

/**
 * One code photographed by hand from a poster, a bottle, a screen or a wall: seen from the side, bent, in shadow or
 * glare, shaken, out of focus, in poor light, stored small. Every fault by chance, most pictures with two or three.
 */
export async function* handheldPhotos(count = 120, from = 60000): AsyncGenerator<Picture> {
  for (let index = 0; index < count; index++) {
    const random = seeded(from + index * 977);
    const text = groupText(random, random.pick([3, 12, 24, 40, 70, 120]));
    const style = printStyle(random);
    const matrix = await matrixOf(text, style.logo > 0 ? "H" : random.pick(["L", "M", "M", "Q", "H"]));
    const [width, height] = random.pick<readonly [number, number]>([
      [640, 480],
      [480, 640],
      [800, 600],
      [1024, 768],
      [1280, 960],
    ]);
    const image = ground(width, height, random);
    const pitch = random.pick([2.2, 3, 4, 6, 9]);
    const side = Math.min((matrix.size + 2 * style.quiet) * pitch, 0.95 * height);
    const corners = seenFrom(random, width, height, side);
    const [one, two, three, four] = corners;
    paintCode(image, matrix, style, random.chance(0.04) ? [one, four, three, two] : corners);
    const faults: string[] = [];
    const fault = (name: string, share: number) => random.chance(share) && faults.push(name) > 0;
    const seen = fault("bent", 0.15) ? bent(image, bottle(side, random)) : image;
    if (fault("shadow", 0.25)) shadow(seen, random);
    if (fault("glare", 0.12)) glare(seen, corners, random);
    if (fault("stripes", 0.1)) stripes(seen, random);
    const shaken = fault("shaken", 0.2)
      ? moved(seen, random.between(0.3, 1.6) * (side / (matrix.size + 8)), random.between(0, Math.PI))
      : seen;
    const module = side / (matrix.size + 8);
    const damage = {
      ...(fault("blurred", 0.4) ? { blur: random.between(0.2, 0.75) * module } : {}),
      ...(fault("grainy", 0.4) ? { noise: random.between(4, 45) } : {}),
      ...(fault("dim", 0.2) ? { contrast: random.between(0.12, 0.5), middle: random.whole(15, 200) } : {}),
      ...(fault("uneven", 0.3) ? { shade: random.between(0.1, 0.7) } : {}),
      ...(fault("jpeg", 0.6) ? { jpeg: random.whole(8, 85) } : {}),
    };
    yield { kind: faults.join(" ") || "clean", image: await damaged(shaken, damage, random), texts: [text] };
  }
}

function bottle(side: number, random: Seeded) {
  const isDown = random.chance(0.5);
  return {
    side,
    isDown,
    reach: random.between(0.02, 0.1) * side,
    phase: random.between(0, 2 * Math.PI),
  };
}

function ground(width: number, height: number, random: Seeded): Pixels {
  const kind = random.pick(["photo", "photo", "paper", "print", "black"]);
  if (kind === "photo") return drawPhoto(width, height, random, random.whole(10, 300));
  const image = blank(width, height, kind === "black" ? [25, 25, 28] : [238, 236, 230]);
  if (kind === "print") {
    drawText(image, { x: 0, y: 0, width, height }, random.whole(9, 26), [30, 30, 30], random);
  }
  return image;
}

function printStyle(random: Seeded): CodeStyle {
  const dark: Colour = random.chance(0.25)
    ? [random.whole(0, 130), random.whole(0, 110), random.whole(0, 130)]
    : [12, 12, 14];
  const light: Colour = random.chance(0.25)
    ? [random.whole(180, 255), random.whole(180, 255), random.whole(150, 255)]
    : [248, 247, 244];
  const isInverted = random.chance(0.06);
  const spots = random.chance(0.15)
    ? [{ x: random.between(0, 1), y: random.between(0, 1), radius: random.between(0.03, 0.12) }]
    : [];
  return {
    ...plainStyle,
    dark: isInverted ? light : dark,
    light: isInverted ? dark : light,
    shape: random.pick(["square", "square", "square", "square", "dot", "round"]),
    finders: random.pick(["square", "square", "square", "square", "square", "round"]),
    quiet: random.pick([4, 4, 4, 2, 1, 0]),
    logo: random.chance(0.12) ? random.between(0.15, 0.26) : 0,
    samples: 2,
    spots,
  };
}

/** The four corners of a square card that is turned in space before a camera. */
function seenFrom(random: Seeded, width: number, height: number, side: number): Corners {
  const turn = random.chance(0.5) ? random.between(-12, 12) : random.between(-180, 180);
  const tilt = random.chance(0.5) ? random.between(-12, 12) : random.between(-50, 50);
  const nod = random.chance(0.5) ? random.between(-12, 12) : random.between(-50, 50);
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const far = 2.2 * side;
  const project = (u: number, v: number): Point => {
    const [x, y] = [u * side, v * side];
    const [sin, cos] = [Math.sin(radians(turn)), Math.cos(radians(turn))];
    const [x1, y1] = [x * cos - y * sin, x * sin + y * cos];
    const [x2, z2] = [x1 * Math.cos(radians(tilt)), x1 * Math.sin(radians(tilt))];
    const [y3, z3] = [
      y1 * Math.cos(radians(nod)) - z2 * Math.sin(radians(nod)),
      y1 * Math.sin(radians(nod)) + z2 * Math.cos(radians(nod)),
    ];
    return { x: (x2 * far) / (far + z3), y: (y3 * far) / (far + z3) };
  };
  const corners = [project(-0.5, -0.5), project(0.5, -0.5), project(0.5, 0.5), project(-0.5, 0.5)] as const;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const room = (low: number, high: number, whole: number) =>
    high - low < whole ? random.between(-low, whole - high) : whole / 2;
  const [x, y] = [
    room(Math.min(...xs), Math.max(...xs), width),
    room(Math.min(...ys), Math.max(...ys), height),
  ];
  const place = (corner: Point) => ({ x: corner.x + x, y: corner.y + y });
  return [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])];
}
