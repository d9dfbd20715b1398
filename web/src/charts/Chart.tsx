import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { type Palette, readPalette } from './palette.ts';

interface Props {
  /** Pure: the same data gives the same drawing. Keep it stable across renders. */
  option: (palette: Palette, widthPx: number) => EChartsCoreOption;
  /** In px. */
  height: number;
}

/** A drawing on canvas. Its library is loaded with the first one; words and numbers are the `Figure`'s around it. */
export function Chart({ option, height }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const still = useReducedMotion();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette follows the scheme through the style sheet
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let chart: EChartsType | undefined;
    let gone = false;
    const draw = (animation: boolean) => {
      const palette = readPalette();
      chart?.setOption({
        animation,
        animationDuration: 400,
        textStyle: { fontFamily: palette.font, color: palette.inkSoft },
        ...option(palette, element.clientWidth),
      });
    };
    const watch = new ResizeObserver(() => {
      if (chart === undefined || chart.getWidth() === element.clientWidth) return;
      chart.resize();
      draw(false);
    });
    void import('./engine.ts').then(({ init }) => {
      if (gone) return;
      chart = init(element);
      draw(!still);
      watch.observe(element);
    });
    return () => {
      gone = true;
      watch.disconnect();
      chart?.dispose();
    };
  }, [option, scheme, still]);

  return <div ref={box} style={{ height }} />;
}

/** Drawn as text on the canvas: a tooltip of HTML would bring inline styles, which the content policy refuses. */
export function tooltip(palette: Palette) {
  return {
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
  };
}
