import type { Spread } from "./statistics.js";

interface Chart {
  title: string;
  caption: string;
  bars: ({ name: string } & Spread)[];
  /** The name of the bar that is in colour. */
  highlighted: string;
}

/** Bars of medians, with the quarters, as SVG. */
export function barChart({ title, caption, bars, highlighted }: Chart): string {
  const most = Math.max(...bars.map(({ upper }) => upper));
  const longest = Math.max(...bars.map(({ name }) => name.length));
  // A generous width for each character of the labels.
  const left = 20 + longest * 9;
  const [width, row] = [690 - left, 34];
  const x = (value: number) => (left + (value / most) * width).toFixed(1);
  const lines = bars.map(({ name, lower, median, upper }, index) => {
    const y = 50 + index * row;
    const colour = name === highlighted ? "#1a7f4b" : "#8a94a3";
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${name}</text>
<rect x="${left}" y="${y}" width="${((median / most) * width).toFixed(1)}" height="20" rx="3" fill="${colour}"/>
<path d="M${x(lower)} ${y + 10}H${x(upper)}" stroke="#444c58" stroke-width="2"/>
<text x="${Number(x(upper)) + 8}" y="${y + 15}">${median.toFixed(0)}</text>`;
  });
  const height = 60 + bars.length * row;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" font-family="system-ui, sans-serif" font-size="14" fill="#3b4350">
<title>${title}</title>
<rect width="760" height="${height}" fill="#fff"/>
<text x="20" y="28" font-weight="bold">${caption}</text>
${lines.join("\n")}
</svg>
`;
}
