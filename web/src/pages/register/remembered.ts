const KEY = 'masterx-who-decides';

/** Who decides, as found out in this tab: the question is not asked again until another answer fits. */
export function rememberedDecides(): 'self' | 'guardian' | null {
  try {
    const kept = window.sessionStorage.getItem(KEY);
    return kept === 'guardian' || kept === 'self' ? kept : null;
  } catch {
    // Storage can be switched off; the question is then asked again.
    return null;
  }
}

export function rememberDecides(decides: 'self' | 'guardian'): void {
  try {
    window.sessionStorage.setItem(KEY, decides);
  } catch {
    // As above.
  }
}
