import { fsrs } from './fsrs.ts';
import { kt } from './kt.ts';
import { lkt } from './lkt.ts';
import { oulad } from './oulad.ts';
import type { Preset } from './preset.ts';

/** Every kind of table that is known by name: for `--preset`, for the help text, and for recognising files. */
export const PRESETS = { kt, lkt, oulad, fsrs } as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

/** The names in the order of the table. */
export const PRESET_NAMES: readonly PresetName[] = Object.keys(PRESETS).filter((name) => isPresetName(name));

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

/** The preset whose columns a header has all of; the one that asks for most if several fit. */
export function presetOf(columns: readonly string[]): PresetName | undefined {
  return PRESET_NAMES.filter((name) =>
    PRESETS[name].columns.every((column) => columns.includes(column)),
  ).sort((a, b) => PRESETS[b].columns.length - PRESETS[a].columns.length)[0];
}
