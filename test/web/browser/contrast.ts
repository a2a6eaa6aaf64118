import type { Page } from "playwright-core";

/**
 * Texts of the page whose contrast to what is behind them is below that of WCAG 2.2 AA, computed
 * from the colours that the browser uses: 4.5, or 3 for large text. Lines below marks need 3.
 */
export function lowContrasts(page: Page): Promise<string[]> {
  return page.evaluate(FAULTS);
}

/** Runs in the page, where the types of the DOM are. */
const FAULTS = `(() => {
  const channels = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return rgb;
      if (at instanceof HTMLDialogElement) break;
    }
    return channels(getComputedStyle(document.body).backgroundColor).rgb;
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (node.data.trim() === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(channels(style.color).rgb, behind(element));
    if (ratio < (large ? 3 : 4.5)) faults.push(node.data.slice(0, 40) + ": " + ratio.toFixed(2));
    if (element.localName === "mark") {
      const line = contrast(channels(style.textDecorationColor).rgb, behind(element));
      if (line < 3) faults.push("line of " + node.data.slice(0, 40) + ": " + line.toFixed(2));
    }
  }
  if (texts < 10) faults.push("only " + texts + " texts were seen");
  return faults;
})()`;
