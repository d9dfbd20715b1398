/** Sizes in bytes, by binary unit (IEC 80000-13). */
export const KiB = (count: number): number => count * 1024;
export const MiB = (count: number): number => KiB(count * 1024);
