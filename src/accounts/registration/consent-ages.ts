/**
 * From what age on a person may agree alone to the use of personal data by a service of the information society, where
 * consent is the ground (GDPR Art. 8(1): 16 unless national law says less, never below 13). By country, ISO 3166-1
 * alpha-2, with the law that says so. Where it was lately raised, or sources disagree, the higher age stands here.
 *
 * Laws change: look at them each year. Compared with Bird & Bird's GDPR tracker ("Children online"), for the fifteen
 * countries it names; the other rows rest on the law they name.
 */
export const CONSENT_AGES = {
  AT: { age: 14, law: 'DSG § 4(4)' },
  BE: { age: 13, law: 'Loi du 30 juillet 2018, art. 7' },
  BG: { age: 14, law: 'ZZLD art. 25c' },
  CY: { age: 14, law: 'Law 125(I)/2018, s. 8' },
  CZ: { age: 15, law: 'Act 110/2019, s. 7' },
  DE: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  DK: { age: 15, law: 'Databeskyttelsesloven § 6(2), as amended from 2024 on (13 before)' },
  EE: { age: 13, law: 'IKS § 8' },
  ES: { age: 14, law: 'LO 3/2018, art. 7' },
  FI: { age: 13, law: 'Tietosuojalaki § 5' },
  FR: { age: 15, law: 'Loi 78-17, art. 45' },
  GB: { age: 13, law: 'Data Protection Act 2018, s. 9' },
  GR: { age: 15, law: 'Law 4624/2019, art. 21' },
  HR: { age: 16, law: 'Zakon o provedbi OUZP, čl. 19' },
  HU: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  IE: { age: 16, law: 'Data Protection Act 2018, s. 31' },
  IS: { age: 13, law: 'Act 90/2018, art. 10' },
  IT: { age: 14, law: 'D.Lgs. 196/2003, art. 2-quinquies' },
  LI: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  LT: { age: 14, law: 'ADTAĮ art. 6' },
  LU: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  LV: { age: 13, law: 'Personal Data Processing Law, s. 33' },
  MT: { age: 13, law: 'S.L. 586.11' },
  NL: { age: 16, law: 'UAVG art. 5' },
  NO: { age: 13, law: 'Personopplysningsloven § 5' },
  PL: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  PT: { age: 13, law: 'Lei 58/2019, art. 16' },
  RO: { age: 16, law: 'GDPR Art. 8(1), no other national rule' },
  SE: { age: 13, law: 'Lag 2018:218, 2 kap. 4 §' },
  SI: { age: 15, law: 'ZVOP-2, art. 8' },
  SK: { age: 16, law: 'Act 18/2018, s. 15' },
  US: { age: 13, law: 'COPPA, 15 U.S.C. 6501(1)' },
} as const satisfies Record<string, { age: number; law: string }>;

/** Where nothing is known of a country, or the country is not known: the highest age of GDPR Art. 8(1). */
export const CONSENT_AGE_DEFAULT = 16;

/** Below this age a guardian consents, wherever the child lives (16 CFR 312.2). */
export const CHILD_AGE_MAX = 13;

/** The age from which on a person in that country consents alone. */
export function consentAgeIn(country: string | null): number {
  if (country === null || !Object.hasOwn(CONSENT_AGES, country)) return CONSENT_AGE_DEFAULT;
  return CONSENT_AGES[country as keyof typeof CONSENT_AGES].age;
}
