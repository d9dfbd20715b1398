/** Parts of the local day: morning from 5, afternoon from 12, evening from 17, night from 22. */
export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening', 'night'] as const;

export type PartOfDay = (typeof PARTS_OF_DAY)[number];
