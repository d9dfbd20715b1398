/** The colours of the page, read from the style sheet: a canvas knows no CSS variables. */
export interface Palette {
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
  font: string;
  colour: (variable: string) => string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (variable: string) => style.getPropertyValue(variable).trim();
  return {
    ink: colour('--ink'),
    inkSoft: colour('--ink-3'),
    line: colour('--line'),
    surface: colour('--surface'),
    font: colour('--font-text'),
    colour,
  };
}
