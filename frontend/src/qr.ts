// A QR code as one path of a drawing, so that no style and no picture is needed.

import encodeQR from "qr";

const BORDER = 4; // modules of quiet, as the standard asks

export interface Drawing {
  size: number;
  path: string;
}

/** Draw a text: dark modules of one row, side by side, become one bar. */
export function drawn(text: string): Drawing {
  const rows = encodeQR(text, "raw", { ecc: "low", encoding: "byte", border: BORDER });
  const bars = rows.flatMap((row, y) => {
    const line = row.map((dark) => (dark ? "1" : "0")).join("");
    return [...line.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`);
  });
  return { size: rows.length, path: bars.join("") };
}

const SVG = "http://www.w3.org/2000/svg";

/** Draw a text into a drawing of the page. */
export function paint(drawing: Element, text: string): void {
  const { size, path } = drawn(text);
  const bars = document.createElementNS(SVG, "path");
  bars.setAttribute("d", path);
  drawing.setAttribute("viewBox", `0 0 ${size} ${size}`);
  drawing.replaceChildren(bars);
}
